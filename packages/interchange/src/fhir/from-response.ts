import type { IndicatorList } from "@threshold/identification";
import { type AnswerFault, caseOf, questionsOf } from "../outline/case-of.ts";
import { CANONICAL } from "./names.ts";
import { fieldsOf, itemsIn, recordsIn, textOf } from "./read.ts";

export type FromResponse =
  | {
      readonly ok: true;
      /** A case for `parse`. */
      readonly input: Readonly<Record<string, unknown>>;
      /** Items that are no question of ours. Nothing of them is read. */
      readonly ignored: readonly string[];
    }
  | { readonly ok: false; readonly code: "no-response" | "answers"; readonly faults: readonly AnswerFault[] };

/** A QuestionnaireResponse to a questionnaire of ours, as a case. Answers have to be codings of our own systems. */
export function fromResponse(list: IndicatorList, given: unknown): FromResponse {
  const response = fieldsOf(given);
  if (response?.resourceType !== "QuestionnaireResponse") return { ok: false, code: "no-response", faults: [] };
  const known = questionsOf(list);
  const answered = new Map<string, string[]>();
  const faults: AnswerFault[] = [];
  const ignored: string[] = [];
  for (const item of itemsIn(response)) {
    const question = textOf(item.linkId) ?? "";
    const answers = recordsIn(item.answer).map((answer) => fieldsOf(answer.valueCoding));
    if (!known.has(question)) {
      if (answers.length > 0) ignored.push(question);
      continue;
    }
    for (const coding of answers) {
      const code = textOf(coding?.code);
      const system = textOf(coding?.system);
      if (code === null || !(system === null || system.startsWith(`${CANONICAL}/CodeSystem/`)))
        faults.push({ question, given: code ?? "" });
      else answered.set(question, [...(answered.get(question) ?? []), code]);
    }
  }
  const { input, faults: more } = caseOf(list, textOf(response.id), answered);
  const all = [...faults, ...more];
  return all.length > 0 ? { ok: false, code: "answers", faults: all } : { ok: true, input, ignored };
}
