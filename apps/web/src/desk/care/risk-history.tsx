import type { CaseRecord, Standing } from "@threshold/casework/care";
import { isolate } from "../../shared/isolate.ts";
import { moment, t } from "../words.ts";
import { useCare } from "./context.ts";
import { wordsOf } from "./said.ts";

/** Every judgement of one danger, the newest first, where there is more than the one that stands. */
export function RiskHistory({ standing }: { readonly standing: Standing<Extract<CaseRecord, { topic: "risk" }>> }) {
  const { names } = useCare();
  const { all } = standing;
  if (all.length < 2) return null;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{t("care.risk.earlier", { n: all.length })}</span>
      </summary>
      <ol class="desk-list">
        {[...all].reverse().map(({ entry, by, record }) => {
          const plan = wordsOf(record.plan);
          return (
            <li key={entry}>
              {t("care.risk.judged", {
                ...{ moment: t(`care.moment.${record.moment}`), level: t(`care.risk.${record.level}`) },
                ...{ name: names.get(by) ?? t("desk.timeline.somebody"), at: moment(record.at) },
              })}
              {plan === null ? null : ` ${isolate(plan)}`}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
