import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Arrival } from "../src/arrival.ts";
import { whoKnows } from "../src/knowledge.ts";
import { order, type Placed } from "../src/order.ts";

/** The definition, as it was carried out before: one bit for each pair of entry and tracked entry. */
function plainly(placed: readonly Placed[], tracked: readonly number[]): (later: number, earlier: number) => boolean {
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

/** Entries as honest and dishonest people write them: numbers used twice, two contents under one id, parents that name each other. */
const journal = fc.array(
  fc.record({
    id: fc.nat({ max: 30 }),
    author: fc.constantFrom("ana", "bo", "cy"),
    seq: fc.nat({ max: 12 }),
    parents: fc.array(fc.nat({ max: 30 }), { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 30 },
);
const idOf = (n: number) => `e${String(n).padStart(3, "0")}`;
const arrivalsOf = (all: readonly { id: number; author: string; seq: number; parents: number[] }[]): Arrival[] =>
  all.map(({ id, author, seq, parents }) => ({
    envelope: { id: idOf(id), kind: "of-a-newer-version", author, seq, parents: parents.map(idOf) },
  }));

describe("who knew what", () => {
  it("is what the definition says, for every pair, whatever was forged", () => {
    fc.assert(
      fc.property(journal, fc.array(fc.nat({ max: 29 })), (all, some) => {
        const placed = order(arrivalsOf(all));
        const tracked = [...new Set(some)].filter((place) => place < placed.length);
        const [expected, knows] = [plainly(placed, tracked), whoKnows(placed, tracked)];
        for (let later = 0; later < placed.length; later += 1)
          for (let earlier = 0; earlier < placed.length; earlier += 1)
            expect(knows(later, earlier), `${later} ${earlier}`).toBe(expected(later, earlier));
      }),
      { numRuns: 500 },
    );
  });

  it("any of several: what one of them knew", () => {
    fc.assert(
      fc.property(journal, fc.array(fc.nat({ max: 29 })), fc.array(fc.nat({ max: 29 })), (all, some, asked) => {
        const placed = order(arrivalsOf(all));
        const within = (list: readonly number[]) => [...new Set(list)].filter((place) => place < placed.length);
        const knows = whoKnows(placed, within(some));
        const known = knows.byAny(within(asked));
        placed.forEach((_, earlier) => {
          expect(known(earlier)).toBe(within(asked).some((later) => knows(later, earlier)));
        });
      }),
      { numRuns: 500 },
    );
  });
});
