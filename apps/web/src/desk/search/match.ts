import type { Term, TermKind } from "@threshold/casework/names";

/** Records of one version of the desk's key, laid out flat: ten thousand people are three hundred thousand marks. */
export interface Layer {
  readonly version: number;
  readonly marks: Float64Array;
  /** For each mark, whose it is: a place in `cases`. */
  readonly owners: Uint32Array;
  readonly cases: readonly string[];
}
/** A term that is asked for, with its mark in one layer. */
export interface Asked {
  readonly term: Term;
  readonly mark: number;
}

export interface Hit {
  readonly case: string;
  readonly score: number;
  /** How each word of a name was found, and what else fits; the surest first. */
  readonly how: readonly TermKind[];
}

const weights: Readonly<Record<TermKind, number>> = {
  ...{ document: 12, name: 6, birth: 6, spelling: 5, sound: 3, bones: 2, year: 1 },
};
const most = 20;

/** The surest hits, and whether there were more than are shown. */
export interface Hits {
  readonly hits: readonly Hit[];
  readonly more: boolean;
}
const ofNames = new Set<TermKind>(["name", "spelling", "sound", "bones"]);

/**
 * The cases that fit what is asked, the surest first, twenty at most. A case fits where every word of the name does, or the document, or the day of
 * birth; a year alone only where nothing else is asked.
 */
export function find(asked: ReadonlyMap<Layer, readonly Asked[]>): Hits {
  const found = new Map<string, Set<Term>>();
  for (const [layer, terms] of asked) {
    const byMark = new Map<number, Term[]>();
    for (const { term, mark } of terms) byMark.set(mark, [...(byMark.get(mark) ?? []), term]);
    for (let at = 0; at < layer.marks.length; at += 1) {
      const fitting = byMark.get(layer.marks[at] ?? -1);
      if (fitting === undefined) continue;
      const owner = layer.cases[layer.owners[at] ?? -1] ?? "";
      const kept = found.get(owner) ?? new Set<Term>();
      for (const term of fitting) kept.add(term);
      found.set(owner, kept);
    }
  }
  const all = [...asked.values()].flat().map(({ term }) => term);
  const words = new Set(all.filter(({ kind }) => ofNames.has(kind)).map(({ word }) => word));
  const yearAlone = all.every(({ kind }) => kind === "year");
  const fitting = [...found]
    .flatMap(([id, terms]) => hitOf(id, [...terms], words, yearAlone) ?? [])
    .sort((one, other) => other.score - one.score || one.case.localeCompare(other.case));
  return { hits: fitting.slice(0, most), more: fitting.length > most };
}

function hitOf(id: string, terms: readonly Term[], words: ReadonlySet<number>, yearAlone: boolean): Hit | null {
  const best = new Map<number, TermKind>();
  for (const { kind, word, span } of terms) {
    for (let at = word; at < word + span; at += 1) {
      const before = best.get(at);
      if (before === undefined || weights[kind] > weights[before]) best.set(at, kind);
    }
  }
  const kinds = [...best.values()];
  const named = words.size > 0 && [...words].every((word) => best.has(word));
  const sure = kinds.includes("document") || kinds.includes("birth");
  if (!named && !sure && !(yearAlone && kinds.includes("year"))) return null;
  const how = [...new Set(kinds)].sort((one, other) => weights[other] - weights[one]);
  return { case: id, score: kinds.reduce((sum, kind) => sum + weights[kind], 0), how };
}
