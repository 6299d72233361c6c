import { toCall } from "../../shared/paper/helpers.ts";
import { Printing } from "../../shared/paper/printing.tsx";
import { t } from "../../shared/words.ts";
import { emergency, services } from "../directory/current.ts";
import { consentFor, list } from "../knowledge.ts";
import { notes } from "../notes/current.ts";
import { Onward, Title } from "../page/parts.tsx";
import { back } from "../page/place.ts";

/** Blank forms, made from what is on this phone. */
export function PackScreen() {
  return (
    <>
      <Title>{t("paper.pack")}</Title>
      <Printing
        list={list}
        situation={notes.value.situation}
        consent={consentFor(false)}
        emergency={emergency.value}
        helpers={toCall(services.value)}
      />
      <Onward quiet onTap={back}>
        {t("common.back")}
      </Onward>
    </>
  );
}
