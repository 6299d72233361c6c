import type { Answer } from "@threshold/casework";
import { useId } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { Toggle } from "../page/parts.tsx";
import { change, draft } from "./current.ts";
import type { StoryItem } from "./draft.ts";

const why = ["not-known", "declined"] as const;

/**
 * One item of the story. Browsers keep what is typed in fields to restore a page, and some send it out to check its spelling:
 * both are switched off, since nothing may leave the memory of this page unsealed.
 */
export function Item({ name, long }: { name: StoryItem; long?: boolean }) {
  const id = useId();
  const answer = draft.value.answers[name] ?? null;
  const set = (next: Answer) => change({ answers: { ...draft.value.answers, [name]: next } });
  const field = {
    id,
    autocomplete: "off" as const,
    spellcheck: false,
    value: answer?.known ? answer.value : "",
    "aria-describedby": `${id}-hint`,
  };
  const typed = (value: string) => set(value.trim() === "" ? null : { known: true, value });
  return (
    <div class="group">
      <label class="govuk-label" for={id}>
        {t(`field.item.${name}`)}
      </label>
      <p class="govuk-hint" id={`${id}-hint`}>
        {t(`field.item.${name}-hint`)}
      </p>
      {long ? (
        <textarea
          class="govuk-textarea"
          rows={3}
          maxLength={4000}
          {...field}
          onInput={(event) => typed(event.currentTarget.value)}
        />
      ) : (
        <input class="govuk-input" maxLength={400} {...field} onInput={(event) => typed(event.currentTarget.value)} />
      )}
      <fieldset class="chips">
        <legend class="govuk-visually-hidden">{t(`field.item.${name}`)}</legend>
        {why.map((reason) => {
          const on = answer !== null && !answer.known && answer.why === reason;
          return (
            <Toggle key={reason} on={on} onTap={() => set(on ? null : { known: false, why: reason })}>
              {t(`common.${reason}`)}
            </Toggle>
          );
        })}
      </fieldset>
    </div>
  );
}
