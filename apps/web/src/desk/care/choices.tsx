import { dayOf, languageName, t } from "../words.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { languageOptions } from "./languages.ts";
import { askedLater, choices, consentText } from "./lists.ts";
import { Rows } from "./rows.tsx";
import { dayOrNull } from "./said.ts";
import { interpreters } from "./told.tsx";

const chosen = ["yes", "no", "not-yet", "taken-back"] as const;
const ways = ["written", "mark", "witness", "spoken"] as const;
/** Help and a case in court start with more than a spoken yes (II.3). */
const needsWriting = new Set(["assistance", "proceedings"]);

/** Choices that are hers, each apart: none depends on another, and each can be taken back (II.3). */
export function Choices() {
  const { care } = useCare().open;
  return (
    <section aria-labelledby="care-choices">
      <h2 class="govuk-heading-m" id="care-choices">
        {t("care.choices")}
      </h2>
      <p>{t("care.choices.lead")}</p>
      <Rows
        id="choice"
        rows={choices.map((id) => ({ id, name: t(`care-choice.${id}`), standing: care.choices.get(id) }))}
        state={(record) => t(`care.choice.${record?.chosen ?? "open"}`)}
        details={({ purpose, chosen: said, how, language, until }) => [
          `${t(`care.choice.how.${how}`)} · ${languageName(language)}`,
          until === null ? null : t("care.choice.until", { day: dayOf(until) }),
          said === "taken-back" ? t("care.choice.taken-back.next") : null,
          said === "not-yet" && askedLater.has(purpose) ? t("care.choice.later") : null,
        ]}
        form={({ id, name, standing }, close) => {
          const before = standing?.now.record;
          return (
            <RecordForm
              id={`choice-${id}`}
              label={name}
              fields={[
                {
                  ...{ key: "chosen", kind: "radios", label: t("care.choice.chosen") },
                  options: chosen.map((value) => ({ value, text: t(`care.choice.${value}`) })),
                },
                {
                  ...{ key: "how", kind: "radios", label: t("care.choice.how") },
                  options: ways.map((value) => ({ value, text: t(`care.choice.how.${value}`) })),
                  wrong: (value, values) =>
                    values.chosen === "yes" && value === "spoken" && needsWriting.has(id)
                      ? t("care.choice.written-needed")
                      : undefined,
                },
                { key: "language", kind: "select", label: t("care.told.language"), options: languageOptions() },
                {
                  ...{ key: "interpreter", kind: "select", label: t("care.told.interpreter") },
                  options: interpreters.map((value) => ({ value, text: t(`common.interpreter.${value}`) })),
                },
                {
                  ...{
                    key: "until",
                    kind: "day",
                    label: t("care.choice.last-day"),
                    hint: t("care.choice.last-day.hint"),
                  },
                  when: (values) => values.chosen === "yes",
                },
              ]}
              first={{
                ...{ chosen: before?.chosen ?? "not-yet", how: before?.how ?? "written" },
                ...{ language: before?.language ?? "en", interpreter: before?.interpreter ?? "none-needed" },
                until: before?.until ?? "",
              }}
              make={(values) => ({
                ...{ topic: "choice", purpose: id, language: values.language ?? "en", text: consentText },
                chosen: chosen.find((one) => one === values.chosen) ?? "not-yet",
                how: ways.find((one) => one === values.how) ?? "spoken",
                interpreter: interpreters.find((one) => one === values.interpreter) ?? "none-needed",
                until: values.chosen === "yes" ? dayOrNull(values.until) : null,
              })}
              close={close}
            />
          );
        }}
      />
    </section>
  );
}
