import type { Card } from "@threshold/casework";
import type { Assessment } from "@threshold/identification";
import { has } from "../../shared/words.ts";
import { t, word } from "../words.ts";

const fact = (text: string): string => {
  const [kind = "", id = ""] = text.split(":");
  return kind === "claim" ? t("desk.case.claims") : word(kind, id);
};

/** What was noticed and how it came to be known, then why that leads to the result. */
export function Signs({ card, assessment }: { readonly card: Card; readonly assessment: Assessment }) {
  const there = card.signs.filter((sign) => sign.source !== "not-there");
  const absent = card.signs.filter((sign) => sign.source === "not-there");
  return (
    <>
      <h2 class="govuk-heading-m">{t("desk.case.signs")}</h2>
      {there.length === 0 ? <p>{t("desk.case.no-signs")}</p> : null}
      <ul class="desk-list">
        {there.map(({ id, source }) => (
          <li key={id}>
            {t(card.used.includes(id) ? "desk.case.sign-used" : "desk.case.sign", {
              sign: word("sign", id),
              source: t(`desk.source.${source}`),
            })}
            {has(`sign-means.${id}`) ? <span class="desk-list__more">{t(`sign-means.${id}`)}</span> : null}
          </li>
        ))}
        {card.act.map((id) => (
          <li key={`act-${id}`}>{word("act", id)}</li>
        ))}
        {card.claims ? <li>{t("desk.case.claims")}</li> : null}
        {card.offence ? <li>{t("desk.case.offence")}</li> : null}
        {card.supervised ? <li>{t("desk.case.supervised")}</li> : null}
      </ul>
      {absent.length === 0 ? null : (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{t("desk.case.not-there")}</span>
          </summary>
          <ul class="govuk-details__text desk-list">
            {absent.map(({ id }) => (
              <li key={id}>{word("sign", id)}</li>
            ))}
          </ul>
        </details>
      )}
      {assessment.reasons.length === 0 ? null : (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{t("desk.case.reasons")}</span>
          </summary>
          <ul class="govuk-details__text desk-list">
            {assessment.reasons.map((reason) => (
              <li key={`${reason.rule}-${reason.indicator ?? reason.fact ?? ""}`}>
                {word("rule", reason.rule)}
                <span class="desk-list__more">
                  {[
                    reason.indicator === null
                      ? reason.fact === undefined
                        ? ""
                        : fact(reason.fact)
                      : word("sign", reason.indicator),
                    section(reason.section),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const section = (id: string): string => (has(`section.${id}`) ? t(`section.${id}`) : id);
