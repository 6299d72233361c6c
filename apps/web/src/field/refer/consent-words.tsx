import { t } from "../../shared/words.ts";
import { consentText } from "../knowledge.ts";
import { receivers } from "./current.ts";

/** The words to read out: the version in force, with the names of those it would go to and what for. */
export function ConsentWords() {
  const { first, fallback } = receivers.value;
  const told = [first, fallback].flatMap((service) => (service === null ? [] : [service]));
  return (
    <section class="read-out" aria-labelledby="read-out">
      <h2 id="read-out">{t("field.choice.read-out")}</h2>
      <p>
        <strong>{t("field.choice.names", { purpose: t("field.purpose.assistance") })}</strong>
      </p>
      <ul>
        {told.map((service) => (
          <li key={service.id}>
            <bdi>{service.name}</bdi> (<bdi>{service.organisation.name}</bdi>)
          </li>
        ))}
      </ul>
      {consentText.parts.map((part) => (
        <p key={part}>{t(`consent.${consentText.version}.${part}`)}</p>
      ))}
      <p class="govuk-hint">{t("field.choice.version", { version: consentText.version })}</p>
    </section>
  );
}
