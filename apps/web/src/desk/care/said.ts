import type { Answer } from "@threshold/casework";
import { t } from "../words.ts";

/** Typed words as an answer: nothing typed is nothing said. */
export const answerOf = (typed: string | undefined): Answer =>
  typed === undefined || typed === "" ? null : { known: true, value: typed };

/** An answer in words; null where there is none. */
export function wordsOf(answer: Answer): string | null {
  if (answer === null) return null;
  return answer.known ? answer.value : t(`care.said.${answer.why}`);
}
/** What to begin a form with, where something stands already. */
export const typedOf = (answer: Answer | undefined): string => (answer?.known ? answer.value : "");

export const dayOrNull = (typed: string | undefined): string | null =>
  typed === undefined || typed === "" ? null : typed;
