import { t } from "../../shared/words.ts";
import { Connect } from "../enrolment/connect.tsx";
import { SentAndWaiting } from "../outbox/sent-and-waiting.tsx";
import { Onward, Title } from "../page/parts.tsx";
import { back } from "../page/place.ts";
import { Looks } from "./looks.tsx";

export function Menu() {
  return (
    <>
      <Title>{t("field.menu")}</Title>
      <SentAndWaiting />
      <Connect />
      <Looks />
      <Onward quiet onTap={back}>
        {t("common.back")}
      </Onward>
    </>
  );
}
