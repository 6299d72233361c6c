import { t } from "../../shared/words.ts";
import { EmergencyNumbers, SpecialistNumbers } from "../directory/numbers.tsx";
import { Onward, Title } from "../page/parts.tsx";
import { close } from "../page/place.ts";

/** Refused, not now, or no ground: help stays open. This page sends nothing and keeps nothing. */
export function Support() {
  return (
    <>
      <Title>{t("field.support.title")}</Title>
      <p>{t("field.support.nothing")}</p>
      <p>{t("field.support.say")}</p>
      <h2>{t("field.support.numbers")}</h2>
      <SpecialistNumbers />
      <EmergencyNumbers />
      <h2>{t("field.support.come-back")}</h2>
      <p>{t("field.support.how")}</p>
      <p>{t("field.support.danger")}</p>
      <Onward quiet onTap={() => close("list")}>
        {t("field.back-to-list")}
      </Onward>
    </>
  );
}
