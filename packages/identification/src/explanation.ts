/**
 * One sentence about a case: a text key `explain.*` and what fills it. Every value is the key of another text, a list of
 * such keys, a number, or a text to be shown as it is where it begins with `=` (a section of the guidebook).
 */
export interface Sentence {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number | readonly string[]>>;
}

/** A result in sentences. Each is whole: it can be shown alone. */
export interface Explanation {
  /** One for each rule that holds: what was noted, what the rule says, its section. Kind words where there is no indication yet. */
  readonly why: readonly Sentence[];
  /** For each element that nothing supports yet: what kind of thing would, and up to three signs to look for. */
  readonly missing: readonly Sentence[];
  /** What one further observation would change, and to what; and what changes nothing. */
  readonly change: readonly Sentence[];
}

/** The text under a key in one language, its placeholders filled with `values`. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/**
 * A sentence in words: each key in it is looked up, each item of a list is marked as a label and the list joined as the
 * language does it.
 *
 * @param locale BCP 47 tag; one that the runtime does not know joins as its own default language does
 */
export function inWords({ key, values }: Sentence, words: Words, locale: string): string {
  const filled: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) filled[name] = resolve(value, words, locale);
  return words(key, filled);
}

function resolve(value: Sentence["values"][string], words: Words, locale: string): string | number {
  if (typeof value === "number") return value;
  if (typeof value === "string") return value.startsWith("=") ? value.slice(1) : words(value);
  const items = value.map((key) => words("explain.item", { item: words(key) }));
  return listFormat(locale).format(items);
}

const formats = new Map<string, Intl.ListFormat>();

/** Made once for each language: making one costs more than all the rest of a sentence. */
function listFormat(locale: string): Intl.ListFormat {
  const known = formats.get(locale);
  if (known !== undefined) return known;
  const made = new Intl.ListFormat(locale, { type: "conjunction" });
  formats.set(locale, made);
  return made;
}
