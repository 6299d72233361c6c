import { computed } from "@preact/signals";
import { t } from "../../shared/words.ts";
import { notes, people } from "../notes/current.ts";
import { inFront } from "../notes/people.ts";
import { Onward } from "../page/parts.tsx";
import { go } from "../page/place.ts";
import { lookAgain } from "./act.ts";

// Each by itself, so that a tap on a sign draws none of this anew.
const number = computed(() => inFront(people.value).number);
const reference = computed(() => inFront(people.value).reference);
const anything = computed(() => Object.keys(notes.value.signs).length > 0);

/** Below the result, beside Refer: keep and come back, see it otherwise, look again. */
export function MoreWays() {
  return (
    <>
      {reference.value === null ? null : <p>{t("people.referred", { reference: reference.value })}</p>}
      <Onward quiet onTap={() => go("keep")}>
        {t("people.keep")}
      </Onward>
      <Onward quiet onTap={() => go("disagree")}>
        {t("people.disagree")}
      </Onward>
      {anything.value ? (
        <>
          <button type="button" class="plain" onClick={() => lookAgain(number.value)}>
            {t("people.look-again")}
          </button>
          <p class="govuk-hint">{t("people.look-again.about")}</p>
        </>
      ) : null}
    </>
  );
}
