import { has, t } from "../../shared/words.ts";
import { Phone } from "../page/parts.tsx";
import { emergency, services, specialists } from "./current.ts";
import { isOpen } from "./hours.ts";

/** Numbers for danger: in the directory, or from the country's file where this phone never had a network. */
export function EmergencyNumbers() {
  return (
    <div class="phones danger">
      {emergency.value.map(({ id, phone }) => (
        <Phone key={phone} strong name={has(`field.number.${id}`) ? t(`field.number.${id}`) : id} number={phone} />
      ))}
    </div>
  );
}

/** Specialists first, those who answer now before the others. */
export function SpecialistNumbers() {
  const now = new Date();
  const known = specialists.value.length > 0 ? specialists.value : services.value;
  const sorted = [...known].sort((a, b) => Number(isOpen(b.hours, now)) - Number(isOpen(a.hours, now)));
  if (sorted.length === 0) return <p>{t("field.specialist.none-yet")}</p>;
  return (
    <div class="phones">
      {sorted.map((service) => (
        <div key={service.id}>
          <Phone name={service.name} number={service.phone} />
          <p class="govuk-hint">
            {isOpen(service.hours, now) ? t("field.service.open-now") : t("field.service.closed-now")}
          </p>
        </div>
      ))}
    </div>
  );
}
