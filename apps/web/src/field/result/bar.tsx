import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { assessment, notes } from "../notes/current.ts";
import { present } from "../notes/notes.ts";

/** The result, always visible below; tapping it goes to why. Screen readers hear a change once the tapping pauses. */
export function Bar() {
  const result = assessment.value.result;
  const short = t(`result-short.${result}`);
  const signs = t("field.bar.signs", { count: present(notes.value).length });
  const spoken = useSignal("");
  const first = useRef(true);
  const line = `${short} · ${signs}`;
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const timer = setTimeout(() => (spoken.value = line), 700);
    return () => clearTimeout(timer);
  }, [line]);
  return (
    <div class={`bar ${result}`}>
      <p class="govuk-visually-hidden" role="status">
        {spoken.value}
      </p>
      <button type="button" class="bar-result" onClick={() => jumpTo("why")}>
        <span class="dot" aria-hidden="true" />
        <span>
          <strong>{short}</strong> <span class="bar-signs">{signs}</span>
        </span>
      </button>
      <button type="button" class="govuk-button" onClick={() => jumpTo("result")}>
        {t("common.next")}
      </button>
    </div>
  );
}

/** Moves eyes and focus to a heading of this page; the address stays as it is. */
function jumpTo(id: string): void {
  const target = document.getElementById(id);
  target?.scrollIntoView({ block: "start" });
  target?.focus({ preventScroll: true });
}
