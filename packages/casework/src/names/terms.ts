import { bonesOf, soundexOf } from "./sounds.ts";
import { foldedForms, spellingsOf, unique, wordsOf } from "./spell.ts";
import type { NameTables } from "./tables.ts";

/**
 * How two can be the same, the surest first: a document number, a name in the same letters, spelt otherwise, sounding alike, alike
 * without its vowels; a day of birth, or a year alone.
 */
export const termKinds = ["document", "name", "spelling", "sound", "bones", "birth", "year"] as const;
export type TermKind = (typeof termKinds)[number];

/** One thing by which a person is found again. */
export interface Term {
  readonly kind: TermKind;
  readonly text: string;
  /** Which word of what was asked it comes from. */
  readonly word: number;
  /** 2 where that word and the next were taken for one: `Anna Maria`, `Annamaria`. */
  readonly span: 1 | 2;
}

/** Who a person is, as told or as a document says. */
export interface PersonNames {
  /** Every name she is known by. */
  readonly names: readonly string[];
  /** `1998-03-12`, `1998-03` or `1998`; null where it is not known. */
  readonly birth: string | null;
  readonly documents: readonly string[];
}

const bornAt = /^(\d{4})(-\d{2})?(-\d{2})?$/;

/** Terms of names, a birth date and documents: the same for what is kept and for what is asked, each once. */
export function termsOf({ names, birth, documents }: PersonNames, tables: NameTables): Term[] {
  const terms: Term[] = [];
  let word = 0;
  for (const name of names) {
    const words = wordsOf(name, tables);
    for (const [at, one] of words.entries()) {
      terms.push(...termsOfWord(one, word + at, tables));
      const next = words[at + 1];
      if (next !== undefined) terms.push(...loose(one + next, word + at, 2, tables));
    }
    word += words.length;
  }
  for (const document of documents) {
    const text = documentText(document, tables);
    if (text !== "") terms.push({ kind: "document", text, word, span: 1 });
    word += 1;
  }
  const born = bornAt.exec(birth ?? "");
  if (born?.[1] !== undefined) {
    if (born[3] !== undefined) terms.push({ kind: "birth", text: born[0], word, span: 1 });
    terms.push({ kind: "year", text: born[1], word, span: 1 });
  }
  return once(terms);
}

function termsOfWord(one: string, word: number, tables: NameTables): Term[] {
  const spellings = spellingsOf(one, tables);
  return [
    { kind: "name", text: spellings[0] ?? one, word, span: 1 },
    ...loose(one, word, 1, tables),
    ...unique(spellings.flatMap((spelling) => soundexOf(spelling, tables))).map(
      (text): Term => ({ kind: "sound", text, word, span: 1 }),
    ),
  ];
}

function loose(one: string, word: number, span: 1 | 2, tables: NameTables): Term[] {
  const folded = unique(spellingsOf(one, tables).flatMap((spelling) => foldedForms(spelling, tables)));
  const bones = unique(folded.map((form) => bonesOf(form, tables))).filter((text) => text !== "");
  return [
    ...folded.map((text): Term => ({ kind: "spelling", text, word, span })),
    ...bones.map((text): Term => ({ kind: "bones", text, word, span })),
  ];
}

/** A document's number without spaces and strokes, with look-alike letters of other scripts brought to Latin ones. */
export function documentText(number: string, { lookalike }: NameTables): string {
  const signs = [...number.normalize("NFKC").toUpperCase()].map((sign) => lookalike[sign] ?? sign);
  return signs.join("").replace(/[^\p{L}\p{N}]/gu, "");
}

function once(terms: readonly Term[]): Term[] {
  const seen = new Set<string>();
  return terms.filter(({ kind, text, word, span }) => {
    const key = `${kind} ${word} ${span} ${text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
