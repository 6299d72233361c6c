import { type Due, daysBetween, dueOf } from "@threshold/casework/care";
import { isolate } from "../../shared/isolate.ts";
import { dayWords } from "../days.ts";
import { whoHas } from "../onward/names.ts";
import { t } from "../words.ts";
import { type CareContext, useCare } from "./context.ts";
import { looks } from "./law-lists.ts";

/** What is due in this case, the earliest first, and whose it is. */
export function DueList() {
  const { open, names } = useCare();
  const due = dueOf(open.care, open.today, open.required, looks);
  return (
    <section aria-labelledby="care-due">
      <h2 class="govuk-heading-m" id="care-due">
        {t("care.due")}
      </h2>
      {due.length === 0 ? <p>{t("care.due.none")}</p> : null}
      <ul class="desk-care">
        {due.map((one) => (
          <li key={`${one.what} ${one.id}`} class="desk-care__row desk-care__line">
            <span class="desk-care__name">{dueWords(one, open)}</span>
            <span class={`desk-care__state${late(one, open.today) ? " desk-row__late" : ""}`}>
              {dayWords(one.day, open.today)}
            </span>
            <span class="desk-quiet">
              {one.owner === null
                ? t("care.due.nobody")
                : t("care.due.owner", { name: names.get(one.owner) ?? t("desk.timeline.somebody") })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const late = ({ day }: Due, today: string): boolean => day !== null && daysBetween(today, day) < 0;

/** What is due, in words. */
export function dueWords({ what, id }: Due, { care }: CareContext["open"]): string {
  const names: Readonly<Record<string, string>> = {
    "risk-again": "care-risk",
    look: "care-look",
    "told-again": "information",
    "choice-ends": "care-choice",
    "child-step": "care-child",
    "child-day": "care-child-day",
  };
  const list = names[what];
  const passed = care.passed.get(id)?.now.record;
  if (what === "tell-taken-back" && passed !== undefined) return t(`care.due.what.${what}`, { name: whoHas(passed) });
  if (what === "task") return t("care.due.what.task", { what: care.tasks.get(id)?.now.record.what ?? isolate(id) });
  return list === undefined ? t(`care.due.what.${what}`) : t(`care.due.what.${what}`, { what: t(`${list}.${id}`) });
}
