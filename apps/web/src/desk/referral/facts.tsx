import type { Card, Referred } from "@threshold/casework";
import type { ComponentChildren } from "preact";
import { dayOf, languageName, list, moment, t, word, words } from "../words.ts";

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{name}</dt>
      <dd class="govuk-summary-list__value">{children}</dd>
    </div>
  );
}

function formOf({ form }: Card): string {
  if (form === null) return t("desk.inbox.no-form");
  const basis = word("desk.form-basis", form.basis);
  return form.stage === null
    ? t("desk.case.form.with", { form: word("form", form.id), basis })
    : t("desk.case.form.stage", { form: word("form", form.id), basis, stage: word("desk.form-stage", form.stage) });
}

/** What the card says besides signs. */
export function Facts({
  card,
  referral,
  sender,
}: {
  readonly card: Card;
  readonly referral: Referred | null;
  readonly sender: string;
}) {
  const situation = card.situation === null ? t("desk.inbox.no-situation") : word("situation", card.situation);
  return (
    <dl class="govuk-summary-list">
      <Fact name={t("desk.case.age")}>
        {t(`desk.age.${card.age}`)}
        {card.treatAsChild && card.age !== "child" ? `. ${t("desk.case.as-child")}.` : ""}
      </Fact>
      <Fact name={t("desk.case.form")}>{formOf(card)}</Fact>
      <Fact name={t("desk.case.languages")}>
        {card.languages.length === 0 ? t("desk.nothing-known") : list(card.languages.map(languageName))}
      </Fact>
      <Fact name={t("desk.case.needs")}>
        {card.needs === "declined"
          ? t("desk.declined-to-say")
          : card.needs === null || card.needs.length === 0
            ? t("desk.nothing-known")
            : words("need", card.needs)}
      </Fact>
      <Fact name={t("desk.case.met")}>{t("desk.case.met.at", { situation, time: moment(card.metAt) })}</Fact>
      {card.person == null ? null : (
        <Fact name={t("people.desk.person")}>{t("people.desk.person.is", { ...card.person })}</Fact>
      )}
      {card.followUp == null ? null : <Fact name={t("people.desk.follow-up")}>{dayOf(card.followUp)}</Fact>}
      <Fact name={t("desk.case.from")}>{sender}</Fact>
      {referral === null ? null : <Fact name={t("desk.case.urgency")}>{t(`desk.inbox.${referral.urgency}`)}</Fact>}
      {referral === null ? null : <Fact name={t("desk.case.basis")}>{t(`desk.basis.${referral.basis.code}`)}</Fact>}
    </dl>
  );
}
