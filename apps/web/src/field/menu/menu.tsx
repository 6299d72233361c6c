import { t } from "../../shared/words.ts";
import { Connect } from "../enrolment/connect.tsx";
import { SentAndWaiting } from "../outbox/sent-and-waiting.tsx";
import { Onward, Title } from "../page/parts.tsx";
import { back } from "../page/place.ts";
import { KeptHere } from "../people/kept.tsx";
import { ShiftSection } from "../shift/shift.tsx";
import { Looks } from "./looks.tsx";
import { Read } from "./read.tsx";
import { Settings } from "./settings.tsx";

export function Menu() {
  return (
    <>
      <Title>{t("field.menu")}</Title>
      <Read />
      <SentAndWaiting />
      <KeptHere />
      <Connect />
      <ShiftSection />
      <Settings />
      <Looks />
      <Onward quiet onTap={back}>
        {t("common.back")}
      </Onward>
    </>
  );
}
