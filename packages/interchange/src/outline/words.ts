/** One language's words, by the keys of `knowledge/languages`. */
export interface Language {
  /** BCP 47 tag. */
  readonly tag: string;
  /** The language's name, in a language that form makers read. */
  readonly name: string;
  /** The words under a key; throws where there are none. */
  say(key: string): string;
}

/** At least one language; the first is what a form opens in. */
export type Languages = readonly [Language, ...Language[]];
