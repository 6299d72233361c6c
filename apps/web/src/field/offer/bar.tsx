import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { assessment } from "../notes/current.ts";
import { onwardTo } from "../page/place.ts";

/**
 * What came of it so far, in words for both who look at this screen: nobody is called a victim to their face. A change is said once
 * the tapping pauses.
 */
export function OfferBar() {
  const { result } = assessment.value;
  const line = t(`offer.bar.${result}`);
  const spoken = useSignal("");
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const timer = setTimeout(() => (spoken.value = line), 700);
    return () => clearTimeout(timer);
  }, [line]);
  return (
    <div class={`bar offer-bar ${result}`}>
      <p class="govuk-visually-hidden" role="status">
        {spoken.value}
      </p>
      <p class="bar-result">
        <span class="dot" aria-hidden="true" />
        <strong>{line}</strong>
      </p>
      <button type="button" class="govuk-button" onClick={() => onwardTo("offer-result")}>
        {t("common.next")}
      </button>
    </div>
  );
}
