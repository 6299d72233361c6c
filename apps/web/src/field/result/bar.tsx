import { computed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { assessment, atSite, highest, notes, numbered, people } from "../notes/current.ts";
import { present } from "../notes/notes.ts";
import { inFront } from "../notes/people.ts";
import { fromLater } from "../page/from-later.tsx";

const PeopleStrip = fromLater((screens) => screens.PeopleStrip);
const BarBeside = fromLater((screens) => screens.BarBeside);
/** Nobody sees it otherwise, and no earlier look said more. */
const plain = computed(() => {
  const { disagreement } = inFront(people.value);
  return highest.value === assessment.value.result && disagreement === null;
});

/** Always visible below: who is in front of several people, and the result. What holds for everybody has none by itself. */
export function Bar() {
  return (
    <div class={`bar ${atSite.value ? "" : assessment.value.result}`}>
      {numbered.value ? <PeopleStrip /> : null}
      {atSite.value ? null : <ResultLine />}
    </div>
  );
}

/** Tapping the result goes to why. Screen readers hear a change once the tapping pauses. */
function ResultLine() {
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
    <>
      <p class="govuk-visually-hidden" role="status">
        {spoken.value}
      </p>
      <button type="button" class="bar-result" onClick={() => jumpTo("why")}>
        <span class="dot" aria-hidden="true" />
        <span>
          <strong>{short}</strong> {plain.value ? <span class="bar-signs">{signs}</span> : <BarBeside />}
        </span>
      </button>
      <button type="button" class="govuk-button" onClick={() => jumpTo("result")}>
        {t("common.next")}
      </button>
    </>
  );
}

/** Moves eyes and focus to a heading of this page; the address stays as it is. */
function jumpTo(id: string): void {
  const target = document.getElementById(id);
  target?.scrollIntoView({ block: "start" });
  target?.focus({ preventScroll: true });
}
