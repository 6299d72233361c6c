import { useEffect } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { numbered, people } from "../notes/current.ts";
import { inFront } from "../notes/people.ts";
import { Onward } from "../page/parts.tsx";
import { close } from "../page/place.ts";
import { nextPerson } from "./act.ts";
import { justSent, takeUpSent } from "./settled.ts";

/** On the confirmation: the next person at the same place, or another look at this one. What was known goes when the page is left. */
export function AfterSent() {
  useEffect(
    () => () => {
      justSent.value = null;
    },
    [],
  );
  const again = () => {
    takeUpSent();
    close("list");
  };
  if (!numbered.value) {
    return justSent.value === null ? null : (
      <Onward quiet onTap={again}>
        {t("people.look-again")}
      </Onward>
    );
  }
  return (
    <>
      <p>{t("people.sent-for", { number: inFront(people.value).number })}</p>
      <Onward onTap={nextPerson}>{t("people.next")}</Onward>
      <Onward quiet onTap={() => close("people")}>
        {t("people.all")}
      </Onward>
    </>
  );
}
