import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { guidance } from "./data.ts";
import { termsOf } from "./select.ts";

/** Terms that the texts above use, as a line of buttons: each opens its meaning in place, below the line. */
export function Words({ of }: { of: readonly string[] }) {
  const open = useSignal<string | null>(null);
  const id = useId();
  const terms = termsOf(guidance.words, of);
  if (terms.length === 0) return null;
  const shown = open.value !== null && terms.includes(open.value) ? open.value : null;
  return (
    <div class="words">
      <p class="words-line">
        <span>{t("guidance.words")}</span>
        {terms.map((term) => (
          <button
            key={term}
            type="button"
            class="plain"
            aria-expanded={shown === term}
            aria-controls={id}
            onClick={() => (open.value = shown === term ? null : term)}
          >
            {t(`glossary.${term}`)}
          </button>
        ))}
      </p>
      <p id={id} class="words-meaning" role="status">
        {shown === null ? null : t(`glossary-means.${shown}`)}
      </p>
    </div>
  );
}
