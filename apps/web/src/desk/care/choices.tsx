import { dueOf } from "@threshold/casework/care";
import { sharedWith } from "../onward/shared-with.ts";
import { dayOf, languageName, t } from "../words.ts";
import { ChoiceForm } from "./choice-form.tsx";
import { useCare } from "./context.ts";
import { forOffences } from "./law-lists.ts";
import { askedLater, choices } from "./lists.ts";
import { Rows } from "./rows.tsx";
import { ShowFile } from "./show-file.tsx";
import { Theirs } from "./theirs.tsx";

/** Choices that are hers, each apart: none depends on another, and each can be taken back (II.3). */
export function Choices() {
  const { care, today, required } = useCare().open;
  /** Passed on by a yes that does not stand any more. */
  const toTell = dueOf(care, today, required).filter(({ what }) => what === "tell-taken-back").length;
  const asked = choices.filter((id) => !forOffences.has(id) || care.offences.size > 0 || care.choices.has(id));
  return (
    <section aria-labelledby="care-choices">
      <h2 class="govuk-heading-m" id="care-choices">
        {t("care.choices")}
      </h2>
      <p>{t("care.choices.lead")}</p>
      <Rows
        id="choice"
        rows={asked.map((id) => ({ id, name: t(`care-choice.${id}`), standing: care.choices.get(id) }))}
        state={(record) => t(`care.choice.${record?.chosen ?? "open"}`)}
        details={({ purpose, chosen: said, how, language, until, paper }) => [
          `${t(`care.choice.how.${how}`)} · ${languageName(language)}`,
          until === null ? null : t("care.choice.until", { day: dayOf(until) }),
          ...(purpose === "share" ? sharedWith(care.sharing) : []),
          ...(said === "taken-back" ? [t("care.choice.taken-back.next"), t(`care-stops.${purpose}`)] : []),
          said === "not-yet" && askedLater.has(purpose) ? t("care.choice.later") : null,
          paper == null ? null : t("care.consent.kept"),
        ]}
        more={({ now: { record } }) =>
          record.paper == null ? null : <ShowFile entry={record.paper} of={t(`care-choice.${record.purpose}`)} />
        }
        form={({ id, name, standing }, close) => (
          <ChoiceForm choice={id} name={name} before={standing?.now.record} close={close} />
        )}
      />
      {toTell === 0 ? null : <p class="desk-remark desk-remark--strong">{t("care.choice.to-tell", { n: toTell })}</p>}
      <Theirs />
    </section>
  );
}
