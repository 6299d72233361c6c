import { type CaseInput, explain, type IndicatorList, inWords, type Sentence } from "@threshold/identification";
import type { Words } from "../words.ts";

/** Why this result, what is missing, what would change it: plain sentences of one language. */
export interface Explained {
  readonly why: readonly string[];
  readonly missing: readonly string[];
  readonly change: readonly string[];
}

/** The explanation of a case in words. */
export function explainInWords(words: Words, list: IndicatorList, input: CaseInput): Explained {
  const { why, missing, change } = explain(list, input);
  const spoken = (sentences: readonly Sentence[]) => sentences.map((one) => inWords(one, words.say, words.language));
  return { why: spoken(why), missing: spoken(missing), change: spoken(change) };
}
