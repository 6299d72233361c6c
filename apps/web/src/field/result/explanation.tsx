import { explain, type Sentence } from "@threshold/identification";
import { say } from "../../shared/sentence.ts";
import { t } from "../../shared/words.ts";
import { list } from "../knowledge.ts";
import { notes } from "../notes/current.ts";
import { toInput } from "../notes/notes.ts";

/** Beside why: what is missing, and what would change the result, each folded until somebody asks. */
export function Explanation() {
  const { missing, change } = explain(list, toInput(notes.value));
  return (
    <div class="more">
      <Fold title={t("explain.title.missing")} sentences={missing} />
      <Fold title={t("explain.title.change")} sentences={change} />
    </div>
  );
}

function Fold({ title, sentences }: { title: string; sentences: readonly Sentence[] }) {
  if (sentences.length === 0) return null;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{title}</span>
      </summary>
      <div class="govuk-details__text">
        {sentences.map(say).map((words) => (
          <p key={words}>{words}</p>
        ))}
      </div>
    </details>
  );
}
