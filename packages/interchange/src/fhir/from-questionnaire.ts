import { CANONICAL } from "./names.ts";
import { fieldsOf, itemsIn, recordsIn, textOf } from "./read.ts";
import { TRANSLATION } from "./resources.ts";

export interface ReadQuestion {
  /** Id of the sign, or the field of a case. */
  readonly id: string;
  readonly section: string | null;
  readonly texts: Readonly<Record<string, string>>;
  readonly answers: readonly string[];
}

export interface ReadQuestionnaire {
  readonly id: string;
  readonly version: string;
  readonly questions: readonly ReadQuestion[];
}

/**
 * Reads a questionnaire that `toQuestionnaire` made, with our ids; null where it is none of ours. Items of others beside ours
 * are passed over: a question of ours is known by the code system of its answers.
 */
export function fromQuestionnaire(given: unknown): ReadQuestionnaire | null {
  const fields = fieldsOf(given);
  const url = textOf(fields?.url);
  if (fields?.resourceType !== "Questionnaire" || url === null) return null;
  const id = url.split("/").at(-1) ?? "";
  const language = textOf(fields.language) ?? "en";
  const questions = itemsIn(fields).flatMap((item) => {
    const codings = recordsIn(item.answerOption)
      .map((option) => fieldsOf(option.valueCoding))
      .filter((coding) => coding !== null);
    const linkId = textOf(item.linkId);
    if (linkId === null || !codings.some(({ system }) => textOf(system)?.startsWith(`${CANONICAL}/`))) return [];
    return {
      id: linkId,
      section: textOf(item.prefix),
      texts: { [language]: textOf(item.text) ?? "", ...translations(item._text) },
      answers: codings.flatMap(({ code }) => textOf(code) ?? []),
    };
  });
  return questions.length === 0 ? null : { id, version: textOf(fields.version) ?? "", questions };
}

function translations(beside: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { url, extension } of recordsIn(fieldsOf(beside)?.extension)) {
    if (url !== TRANSLATION) continue;
    const parts = recordsIn(extension);
    const lang = textOf(parts.find((part) => part.url === "lang")?.valueCode);
    const content = textOf(parts.find((part) => part.url === "content")?.valueString);
    if (lang !== null && content !== null) found[lang] = content;
  }
  return found;
}
