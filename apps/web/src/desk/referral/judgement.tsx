import type { Assessment } from "@threshold/identification";
import { has } from "../../shared/words.ts";
import { t, word, words } from "../words.ts";

const look = {
  supported: "desk-pillar--lit",
  exploited: "desk-pillar--lit",
  intended: "desk-pillar--lit",
  "not-yet": "desk-pillar--dim",
  "not-required": "desk-pillar--free",
} as const;

/** Act, means and purpose beside each other; a child's "not needed" is a state of its own. */
export function Pillars({ assessment }: { readonly assessment: Assessment }) {
  return (
    <ul class="desk-pillars" aria-label={t("desk.case.pillars")}>
      {(["act", "means", "purpose"] as const).map((element) => {
        const state = assessment[element];
        return (
          <li key={element} class={`desk-pillar ${look[state]}`}>
            <strong>{t(`element.${element}`)}</strong>
            <span>{t(`element-state.${state}`)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Actions({ ids }: { readonly ids: readonly string[] }) {
  return (
    <ul class="desk-list">
      {ids.map((id) => (
        <li key={id}>
          {word("action", id)}
          {has(`action-detail.${id}`) ? <span class="desk-list__more">{t(`action-detail.${id}`)}</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** More at once than this is not read; the list puts safety first. */
const atOnce = 5;

/** What to do now, where a myth or a duty applies, and what to look at next. */
export function WhatToDo({ assessment }: { readonly assessment: Assessment }) {
  return (
    <>
      <h2 class="govuk-heading-m">{t("desk.case.do")}</h2>
      <Actions ids={assessment.do.slice(0, atOnce)} />
      {assessment.do.length <= atOnce ? null : (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{t("desk.case.do.more")}</span>
          </summary>
          <div class="govuk-details__text">
            <Actions ids={assessment.do.slice(atOnce)} />
          </div>
        </details>
      )}
      {assessment.guards.map((id) => (
        <p class="desk-remark" key={id}>
          {word("guard", id)}
        </p>
      ))}
      {assessment.lookNext.length === 0 ? null : (
        <>
          <h3 class="govuk-heading-s">{t("desk.case.next")}</h3>
          <ul class="desk-list">
            {assessment.lookNext.map((id) => (
              <li key={id}>{word("sign", id)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The Delphi lists' reading, beside the others and never above them. */
export function DelphiReading({ assessment }: { readonly assessment: Assessment }) {
  const { list, positive, touched, class: verdict } = assessment.delphi;
  if (list === null) return null;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{t("desk.case.delphi")}</span>
      </summary>
      <div class="govuk-details__text">
        <p>{word("delphi-list", list)}</p>
        {verdict === null ? null : <p>{word("delphi-class", verdict)}</p>}
        <p>
          {positive.length === 0
            ? t("desk.case.delphi.none")
            : t("desk.case.delphi.positive", { dimensions: words("delphi-dimension", positive) })}
        </p>
        {touched.length === 0 ? null : (
          <p>{t("desk.case.delphi.touched", { dimensions: words("delphi-dimension", touched) })}</p>
        )}
      </div>
    </details>
  );
}
