export { bonesOf, soundexOf } from "./sounds.ts";
export { foldedForms, spellingsOf, wordsOf } from "./spell.ts";
export type { NameTables } from "./tables.ts";
export { documentText, type PersonNames, type Term, type TermKind, termKinds, termsOf } from "./terms.ts";
