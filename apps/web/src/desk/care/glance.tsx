import type { Referred, ReferredCase } from "@threshold/casework";
import { dueOf, isTakenBack } from "@threshold/casework/care";
import { isolate } from "../../shared/isolate.ts";
import { dayWords } from "../days.ts";
import { directory } from "../directory.ts";
import { whoHas } from "../onward/names.ts";
import { list, t } from "../words.ts";
import type { OpenCare } from "./care.ts";
import { useCare } from "./context.ts";
import { dueWords } from "./due.tsx";
import { looks } from "./law-lists.ts";
import { clockWords } from "./reflection.tsx";

const stages = ["judicial", "procedural", "specialised", "preliminary"] as const;

interface Props {
  readonly state: ReferredCase;
  readonly referral: Referred | null;
}

/** What a tired reader needs first: how far it is, the clock, what is due and whose it is, on what ground, who else helps, who may know. */
export function Glance({ state, referral }: Props) {
  const { open, names } = useCare();
  const { care, today } = open;
  const nameOf = (member: string) => isolate(names.get(member) ?? t("desk.timeline.somebody"));
  const stage = stages.find((one) => care.stages.has(one));
  const outcome = stage === undefined ? undefined : care.stages.get(stage)?.now.record.outcome;
  const [due] = dueOf(care, today, open.required, looks);
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
    ["desk.case.basis", referral === null ? t("desk.nothing-known") : t(`desk.basis.${referral.basis.code}`)],
    ["onward.title", helpersOf(care)],
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

/** By name, those to whom something stands that was passed on. */
function helpersOf({ passed, sharing }: OpenCare["care"]): string {
  const all = [...passed.values()].map((standing) => standing.now.record);
  const standing = all.filter((record) => record.state === "stands" && !isTakenBack(sharing, record));
  if (standing.length === 0) return t("onward.none");
  // Names come with it.
  if (directory.value === null) return t("desk.loading");
  return list([...new Set(standing.map(whoHas))].map(isolate));
}
