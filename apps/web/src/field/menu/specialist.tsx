import { t } from "../../shared/words.ts";
import { EmergencyNumbers, SpecialistNumbers } from "../directory/numbers.tsx";
import { fromLater } from "../page/from-later.tsx";
import { Onward, Title } from "../page/parts.tsx";
import { back } from "../page/place.ts";

const Helplines = fromLater((screens) => screens.Helplines);

/** Who may be phoned at once, from any page, without a network: some officers may not ask the person at all (I, III.2). */
export function Specialist() {
  return (
    <>
      <Title>{t("field.ask-specialist")}</Title>
      <p>{t("field.specialist.about")}</p>
      <SpecialistNumbers />
      <h2>{t("field.specialist.danger")}</h2>
      <EmergencyNumbers />
      <Helplines />
      <Onward quiet onTap={back}>
        {t("common.back")}
      </Onward>
    </>
  );
}
