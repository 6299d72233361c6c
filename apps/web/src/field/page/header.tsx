import { language, t } from "../../shared/words.ts";
import { list } from "../knowledge.ts";
import { changeLanguage, languageName, languages } from "../languages.ts";
import { note, notes } from "../notes/current.ts";
import { exit } from "./exit.ts";
import { back, before, go, place } from "./place.ts";

/** Situation, language and exit on every page; a specialist is always one tap away (row 23 of the guidebook's ideas). */
export function Header() {
  const here = place.value;
  const asks = here === "list";
  return (
    <header class="top">
      <div class="top-row">
        {asks ? <SituationPick /> : before.value === null ? <span class="grow" /> : <Back />}
        <LanguagePick />
        <button type="button" class="leave" onClick={exit}>
          {t("common.leave")} <span aria-hidden="true">✕</span>
        </button>
      </div>
      <nav class="top-row quiet" aria-label={t("field.nav")}>
        {here === "specialist" ? null : (
          <button type="button" class="plain" onClick={() => go("specialist")}>
            {t("field.ask-specialist")}
          </button>
        )}
        {here === "list" || here === "situation" || here === "sent" ? (
          <button type="button" class="plain end" onClick={() => go("menu")}>
            {t("field.menu")}
          </button>
        ) : null}
      </nav>
    </header>
  );
}

function Back() {
  return (
    <button type="button" class="plain grow start" onClick={back}>
      <span class="arrow" aria-hidden="true" /> {t("common.back")}
    </button>
  );
}

function SituationPick() {
  const now = notes.value.situation;
  return (
    <label class="pick grow">
      <span class="pick-name">{now === null ? t("field.situation.any") : t(`situation.${now}`)}</span>
      <span class="govuk-visually-hidden">{t("field.situation.label")}</span>
      <select
        autocomplete="off"
        value={now ?? ""}
        onChange={({ currentTarget }) => note((old) => ({ ...old, situation: currentTarget.value || null }))}
      >
        <option value="">{t("field.situation.any")}</option>
        {list.situations.map(({ id }) => (
          <option key={id} value={id}>
            {t(`situation.${id}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function LanguagePick() {
  return (
    <label class="pick">
      <span class="pick-name" aria-hidden="true">
        {language.value.split("-")[0]?.toUpperCase()}
      </span>
      <span class="govuk-visually-hidden">{t("field.language")}</span>
      <select
        autocomplete="off"
        value={language.value}
        onChange={({ currentTarget }) => void changeLanguage(currentTarget.value)}
      >
        {languages().map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {languageName(tag)}
          </option>
        ))}
      </select>
    </label>
  );
}
