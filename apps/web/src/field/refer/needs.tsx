import { useId } from "preact/hooks";
import { idsOf, t } from "../../shared/words.ts";
import { nameOfLanguage } from "../directory/service.tsx";
import { toggled } from "../notes/notes.ts";
import { Fold, Toggle } from "../page/parts.tsx";
import { change, draft } from "./current.ts";

/** What is needed tonight; the person may decline to say. */
export function Needs() {
  const id = useId();
  const { needs } = draft.value;
  const chosen = needs === null || needs === "declined" ? [] : needs;
  const tap = (need: string) => {
    const next = toggled(chosen, need);
    change({ needs: next.length > 0 ? next : null });
  };
  return (
    <fieldset class="govuk-fieldset group">
      <legend class="govuk-fieldset__legend">{t("field.needs")}</legend>
      <div class="govuk-checkboxes">
        {idsOf("need.").map((need) => (
          <div class="govuk-checkboxes__item" key={need}>
            <input
              class="govuk-checkboxes__input"
              type="checkbox"
              autocomplete="off"
              id={`${id}-${need}`}
              checked={chosen.includes(need)}
              onChange={() => tap(need)}
            />
            <label class="govuk-label govuk-checkboxes__label" for={`${id}-${need}`}>
              {t(`need.${need}`)}
            </label>
          </div>
        ))}
      </div>
      <div class="chips">
        <Toggle on={needs === "declined"} onTap={() => change({ needs: needs === "declined" ? null : "declined" })}>
          {t("common.declined")}
        </Toggle>
      </div>
    </fieldset>
  );
}

/** Languages the person speaks: decides who can answer and whether an interpreter is needed. */
export function Languages() {
  const { languages } = draft.value;
  return (
    <Fold
      summary={
        languages.length > 0
          ? t("field.speaks.are", { languages: languages.map(nameOfLanguage).join(", ") })
          : t("field.speaks")
      }
    >
      <fieldset class="ask">
        <legend>{t("field.speaks")}</legend>
        <div class="answers">
          {idsOf("language-name.").map((tag) => (
            <Toggle key={tag} on={languages.includes(tag)} onTap={() => change({ languages: toggled(languages, tag) })}>
              {nameOfLanguage(tag)}
            </Toggle>
          ))}
        </div>
      </fieldset>
    </Fold>
  );
}
