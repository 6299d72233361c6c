import { countryText } from "../../shared/country-text.ts";
import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { duties } from "./law-lists.ts";

/** Which choices are really theirs, and which are not: said before anybody is asked (II.3, II.4). */
export function Theirs() {
  const { child } = useCare();
  return (
    <section aria-labelledby="care-theirs">
      <h2 class="govuk-heading-s" id="care-theirs">
        {t("care.theirs")}
      </h2>
      <ul class="desk-list">
        <li>{t(child ? "care.theirs.child" : "care.theirs.alone")}</li>
        <li>
          {t("care.theirs.duty")}
          {duties.length === 0 ? (
            <> {t("care.theirs.duty.unknown")}</>
          ) : (
            <ul class="desk-list">
              {duties.map((id) => (
                <li key={id}>
                  <bdi>{countryText(`duty.${id}`)}</bdi>
                </li>
              ))}
            </ul>
          )}
        </li>
        <li>{t("care.theirs.danger")}</li>
        <li>{t("care.theirs.unable")}</li>
      </ul>
    </section>
  );
}
