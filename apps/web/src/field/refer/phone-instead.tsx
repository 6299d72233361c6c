import { t } from "../../shared/words.ts";
import { emergency } from "../directory/current.ts";
import { EmergencyNumbers } from "../directory/numbers.tsx";
import { ServiceFacts } from "../directory/service.tsx";
import { Connect } from "../enrolment/connect.tsx";
import { device } from "../enrolment/current.ts";
import { Onward, Phone, Title } from "../page/parts.tsx";
import { go } from "../page/place.ts";
import { need, sorted } from "./current.ts";

/** A phone that is not connected to a desk sends nothing; whoever can help is one call away. */
export function PhoneInstead() {
  return (
    <>
      <Title>{t("field.phone-instead.title")}</Title>
      <p>{t("field.phone-instead.about")}</p>
      {sorted.value.map((service) => (
        <div class="service" key={service.id}>
          <h2>
            <bdi>{service.name}</bdi>
          </h2>
          <ServiceFacts service={service} now={need.value.now} />
          <Phone name={t("field.phone")} number={service.phone} />
        </div>
      ))}
      {sorted.value.length === 0 ? <p>{t("field.specialist.none-yet")}</p> : null}
      {emergency.value.length > 0 ? (
        <>
          <h2>{t("field.specialist.danger")}</h2>
          <EmergencyNumbers />
        </>
      ) : null}
      <Connect />
      {device.value === null ? null : <Onward onTap={() => go("danger")}>{t("field.refer")}</Onward>}
    </>
  );
}
