import { t } from "../../shared/words.ts";
import { Phone } from "../page/parts.tsx";
import { country } from "./data.ts";

/** Numbers for advice from the country's file, also without a name. */
export function Helplines() {
  if (country.helplines.length === 0) return null;
  return (
    <section class="phones" aria-label={t("rights.lines")}>
      <h2>{t("rights.lines")}</h2>
      {country.helplines.map(({ id, phone }) => (
        <Phone key={id} name={t(`rights.line.${id}`)} number={phone} />
      ))}
    </section>
  );
}
