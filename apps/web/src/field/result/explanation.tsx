import { useSignal } from "@preact/signals";
import { type Explanation as Explained, explain } from "@threshold/identification";
import { say } from "../../shared/sentence.ts";
import { t } from "../../shared/words.ts";
import { list } from "../knowledge.ts";
import { assessment, notes } from "../notes/current.ts";
import { toInput } from "../notes/notes.ts";

/** Beside why: what is missing, and what would change the result, each worked out only while somebody has it open. */
export function Explanation() {
  const { act, means, purpose } = assessment.value;
  const open = [act, means, purpose].some((state) => state === "not-yet" || state === "not-required");
  return (
    <div class="more">
      {open ? <Fold part="missing" /> : null}
      <Fold part="change" />
    </div>
  );
}

function Fold({ part }: { part: "missing" | "change" }) {
  const open = useSignal(false);
  return (
    <details class="govuk-details" onToggle={({ currentTarget }) => (open.value = currentTarget.open)}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{t(`explain.title.${part}`)}</span>
      </summary>
      <div class="govuk-details__text">{open.value ? <Sentences part={part} /> : null}</div>
    </details>
  );
}

function Sentences({ part }: { part: keyof Explained }) {
  return (
    <>
      {explain(list, toInput(notes.value))
        [part].map(say)
        .map((words) => (
          <p key={words}>{words}</p>
        ))}
    </>
  );
}
