import type { ReferredCase } from "@threshold/casework";
import { dueOf } from "@threshold/casework/care";
import { isolate } from "../../shared/isolate.ts";
import { dayWords } from "../days.ts";
import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { dueWords } from "./due.tsx";
import { clockWords } from "./reflection.tsx";

const stages = ["judicial", "procedural", "specialised", "preliminary"] as const;

/** What a tired reader needs first: how far it is, the clock, what is due and whose it is, who may know. */
export function Glance({ state }: { readonly state: ReferredCase }) {
  const { open, names } = useCare();
  const { care, today } = open;
  const nameOf = (member: string) => isolate(names.get(member) ?? t("desk.timeline.somebody"));
  const stage = stages.find((one) => care.stages.has(one));
  const outcome = stage === undefined ? undefined : care.stages.get(stage)?.now.record.outcome;
  const [due] = dueOf(care, today, open.required);
  const team = state.key?.team ?? null;
  const lines = [
    [
      "care.stages",
      stage === undefined ? t("care.stage.open") : `${t(`care.stage.${stage}`)}: ${t(`care.outcome.${outcome}`)}`,
    ],
    ["care.glance.clock", clockWords(care.reflection, today)],
    [
      "care.glance.next",
      due === undefined ? t("care.due.none") : `${dueWords(due, open)}, ${dayWords(due.day, today)}`,
    ],
    ["care.owner", care.looksAfter === null ? t("care.owner.none") : nameOf(care.looksAfter)],
    ["care.glance.who", team === null ? t("care.glance.desk") : team.map(nameOf).join(", ")],
  ] as const;
  return (
    <dl class="govuk-summary-list desk-glance" aria-label={t("care.glance")}>
      {lines.map(([name, words]) => (
        <div class="govuk-summary-list__row" key={name}>
          <dt class="govuk-summary-list__key">{t(name)}</dt>
          <dd class="govuk-summary-list__value">{words}</dd>
        </div>
      ))}
    </dl>
  );
}
