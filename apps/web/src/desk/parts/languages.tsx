import { language } from "../../shared/words.ts";
import { languageName, languages, speakDesk, t } from "../words.ts";

/** Which language the desk speaks; not shown where there is only one. */
export function Languages() {
  const tags = languages();
  if (tags.length < 2) return null;
  return (
    <label class="desk-language">
      <span class="govuk-visually-hidden">{t("desk.language")}</span>
      <select
        class="govuk-select"
        value={language.value}
        onChange={(event) => void speakDesk(event.currentTarget.value)}
      >
        {tags.map((tag) => (
          <option key={tag} value={tag}>
            {languageName(tag)}
          </option>
        ))}
      </select>
    </label>
  );
}
