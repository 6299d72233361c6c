import { t } from "../../shared/words.ts";
import { notes } from "../notes/current.ts";
import { Phone } from "../page/parts.tsx";
import { type CountryFile, country, standing } from "./data.ts";
import { Own, ownText } from "./own.tsx";
import { mustTell } from "./select.ts";

/** Whom the country's file names for this case, how fast and how. Nothing where nobody must be told. */
export function MustTell() {
  const duties = mustTell(country.tell, { ...standing.value, form: notes.value.form?.id ?? null });
  if (duties.length === 0) return null;
  return (
    <section class="must-tell">
      <h4>{t("guidance.tell")}</h4>
      <ul class="care-list">
        {duties.map((duty) => (
          <Duty key={duty.id} duty={duty} here />
        ))}
      </ul>
    </section>
  );
}

/** One duty: to whom, how fast, how; and in which cases, where this is not such a case already. */
export function Duty({ duty, here }: { duty: CountryFile["tell"][number]; here?: boolean }) {
  const { to, within, by, ages, forms } = duty;
  const phone = by === "phone" ? (country.authorities.find(({ id }) => id === to)?.phone ?? null) : null;
  const facts = [fast(within), t(`guidance.tell.${by}`)];
  if (!here && ages?.length === 1) facts.push(t(`guidance.tell.for-${ages[0]}`));
  if (!here && forms?.length)
    facts.push(t("guidance.tell.for-forms", { forms: forms.map((id) => t(`form.${id}`)).join(", ") }));
  return (
    <li>
      {phone === null ? (
        <Own of={`authority.${to}`} />
      ) : (
        <Phone name={ownText(`authority.${to}`).text} number={phone} />
      )}{" "}
      <span class="section">{facts.join(" · ")}</span>
    </li>
  );
}

/** "at once", "within 45 minutes", "within 2 hours". */
function fast(minutes: number): string {
  const hours = minutes / 60;
  return minutes > 0 && Number.isInteger(hours)
    ? t("guidance.tell.hours", { hours })
    : t("guidance.tell.within", { minutes });
}
