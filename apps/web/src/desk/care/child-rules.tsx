import { t } from "../words.ts";
import { childRules } from "./child-lists.ts";

/** The nine rules, beside every form by which somebody talks with a child (VI.3). */
export function ChildRules() {
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{t("care.child.rules")}</span>
      </summary>
      <div class="govuk-details__text">
        <p>{t("care.child.rules.lead")}</p>
        <ol class="desk-care__numbered">
          {childRules.map((id) => (
            <li key={id}>{t(`child-rule.${id}`)}</li>
          ))}
        </ol>
      </div>
    </details>
  );
}
