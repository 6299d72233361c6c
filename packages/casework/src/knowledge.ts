import type { Placed } from "./order.ts";

/** Answers: did the author of the entry at place `later` know the entry at place `earlier`, directly or through others? */
export type Knows = (later: number, earlier: number) => boolean;

/**
 * Works out who knew what, for the entries that decide (`tracked`): the others are many and nobody asks about them.
 * One bit for each pair of entry and tracked entry.
 */
export function whoKnows(placed: readonly Placed[], tracked: readonly number[]): Knows {
  const column = new Map(tracked.map((place, at) => [place, at]));
  const words = Math.ceil(tracked.length / 32);
  const rows = placed.map(() => new Uint32Array(words));
  placed.forEach(({ after }, place) => {
    const row = rows[place];
    if (row === undefined) return;
    for (const before of after) {
      const known = rows[before];
      if (known === undefined) continue;
      for (let word = 0; word < words; word += 1) row[word] = (row[word] ?? 0) | (known[word] ?? 0);
      const own = column.get(before);
      if (own !== undefined) row[own >>> 5] = (row[own >>> 5] ?? 0) | (1 << (own & 31));
    }
  });
  return (later, earlier) => {
    const at = column.get(earlier);
    return at !== undefined && (((rows[later]?.[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;
  };
}
