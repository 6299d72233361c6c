import { useId } from "preact/hooks";
import { idsOf, t } from "../../shared/words.ts";
import { Radios } from "../page/parts.tsx";
import { change, draft } from "./current.ts";
import type { Draft, Interpreter } from "./draft.ts";

const interpreters: readonly Interpreter[] = [
  "none-needed",
  "professional",
  "phone-service",
  "other-adult",
  "none-available",
];
const ways: readonly NonNullable<Draft["given"]>[] = ["spoken", "written", "mark", "witness"];

/** How it was explained and how the yes was given. All three are asked: a yes nobody can follow is none (II.3). */
export function ConsentGiven({ missing }: { missing: readonly string[] }) {
  const id = useId();
  const now = draft.value;
  return (
    <>
      <div class="group">
        <label class="govuk-label" for={id}>
          {t("field.consent.language")}
        </label>
        {missing.includes("language") ? <p class="govuk-error-message">{t("field.choice.missing.language")}</p> : null}
        <select
          class="govuk-select"
          id={id}
          autocomplete="off"
          value={now.language ?? ""}
          onChange={({ currentTarget }) => {
            const language = currentTarget.value || null;
            const known =
              language !== null && !now.languages.includes(language) ? [...now.languages, language] : now.languages;
            change({ language, languages: known });
          }}
        >
          <option value="">{t("field.consent.pick")}</option>
          {idsOf("language-name.").map((tag) => (
            <option key={tag} value={tag}>
              {t(`language-name.${tag}`)}
            </option>
          ))}
        </select>
      </div>
      <Radios
        legend={t("field.consent.interpreter")}
        hint={t("field.consent.interpreter-hint")}
        options={interpreters.map((value) => ({ value, label: t(`common.interpreter.${value}`) }))}
        value={now.interpreter}
        onPick={(interpreter) => change({ interpreter })}
        missing={missing.includes("interpreter") ? t("field.choice.missing.interpreter") : null}
      />
      <Radios
        legend={t("field.consent.given")}
        options={ways.map((value) => ({ value, label: t(`common.given.${value}`) }))}
        value={now.given}
        onPick={(given) => change({ given })}
        missing={missing.includes("given") ? t("field.choice.missing.given") : null}
      />
    </>
  );
}
