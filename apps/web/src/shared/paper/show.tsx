import { t } from "../words.ts";

/** Opens the page that keeps nothing, in a window of its own: nothing of this one is behind it. */
export function ShowPage() {
  return (
    <>
      <a class="govuk-link" href="/information.html" target="_blank" rel="noopener noreferrer">
        {t("paper.show")}
      </a>
      <p class="govuk-hint">{t("paper.show.about")}</p>
    </>
  );
}
