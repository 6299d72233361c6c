import { inWords, type Sentence } from "@threshold/identification";
import { locale, t } from "./words.ts";

/** A sentence of an explanation in the reader's language. */
export const say = (sentence: Sentence): string => inWords(sentence, t, locale());
