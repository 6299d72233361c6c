import { checkCare } from "./care.ts";
import { checkReferences } from "./check-references.ts";
import { checkTexts } from "./check-texts.ts";
import { checkWords } from "./check-words.ts";
import { checkCountries } from "./country.ts";
import { checkGuidance } from "./guidance.ts";
import type { Knowledge } from "./knowledge.ts";
import { checkLists } from "./lists.ts";
import { checkNames, nameTables } from "./names.ts";
import { checkReference } from "./reference.ts";

/** Everything a schema cannot see. Returns one line per fault, empty where the knowledge holds together. */
export function check(knowledge: Knowledge): string[] {
  return [
    ...checkReferences(knowledge),
    ...checkTexts(knowledge),
    ...checkWords(knowledge),
    ...checkGuidance(knowledge),
    ...checkCare(knowledge),
    ...checkReference(knowledge),
    ...checkLists(knowledge),
    ...checkCountries(knowledge),
    ...checkNames(nameTables(knowledge.names.letters, knowledge.names.sounds), knowledge.names.letters),
  ];
}
