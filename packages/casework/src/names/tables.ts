/** What `knowledge/names/` holds, as `npm run knowledge` compiles it. */
export interface NameTables {
  /** A letter of another script, or with a mark: its Latin spellings, the one of passports first. */
  readonly letters: Readonly<Record<string, readonly string[]>>;
  /** Signs of documents that look alike or mean the same. */
  readonly lookalike: Readonly<Record<string, string>>;
  /** Words that a name may come with or without. */
  readonly little: readonly string[];
  /** What a word may begin with, and what it is taken for. */
  readonly beginnings: Readonly<Record<string, string>>;
  /** Spellings that count as one, in order. */
  readonly spellings: readonly (readonly [from: string, to: string])[];
  /** Letters that two languages read in two ways. */
  readonly readings: Readonly<Record<string, readonly string[]>>;
  /** Groups of consonants by their digit. */
  readonly bones: Readonly<Record<string, readonly string[]>>;
  /** Daitch–Mokotoff: letters (one or several of a kind), then the code at the start, before a vowel, elsewhere. */
  readonly soundex: readonly (readonly [letters: string, start: string, vowel: string, other: string])[];
}
