import { t } from "../../shared/words.ts";
import { consentFor } from "../knowledge.ts";
import { draft, receivers } from "./current.ts";

/** The words to read out: the version in force for what is asked, with the names of those it would go to and what for. */
export function ConsentWords() {
  const { first, fallback } = receivers.value;
  const prevention = draft.value.prevention !== null;
  const text = consentFor(prevention);
  const purpose = prevention ? t("offer.purpose.prevention") : t("field.purpose.assistance");
  const told = [first, fallback].flatMap((service) => (service === null ? [] : [service]));
  return (
    <section class="read-out" aria-labelledby="read-out">
      <h2 id="read-out">{t("field.choice.read-out")}</h2>
      <p>
        <strong>{t("field.choice.names", { purpose })}</strong>
      </p>
      <ul>
        {told.map((service) => (
          <li key={service.id}>
            <bdi>{service.name}</bdi> (<bdi>{service.organisation.name}</bdi>)
          </li>
        ))}
      </ul>
      {text.parts.map((part) => (
        <p key={part}>{t(`consent.${text.version}.${part}`)}</p>
      ))}
      <p class="govuk-hint">{t("field.choice.version", { version: text.version })}</p>
    </section>
  );
}
