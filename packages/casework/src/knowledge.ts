import type { Placed } from "./order.ts";

/** Who knew what, asked by places in the case's order. */
export interface Knows {
  /** Did the author of the entry at place `later` know the entry at place `earlier`, directly or through others? */
  (later: number, earlier: number): boolean;
  /** Did the author of any of these know the entry? Asked once for many, it costs as much as asking each of them once. */
  byAny(later: readonly number[]): (earlier: number) => boolean;
}

/**
 * Works out who knew what, for the entries that decide (`tracked`): the others are many and nobody asks about them.
 *
 * Entries lie on chains, what one author wrote, each of which knows the one before. So whoever knows an entry knows all of its
 * chain before it, and one number for each chain says all that an author knew: as many steps as entries, times the few people who write.
 */
export function whoKnows(placed: readonly Placed[], tracked: readonly number[]): Knows {
  const asked = new Set(tracked);
  const { chainOf, stepOf, chains } = chainsOf(placed);
  // Of each entry, for each chain: how many of its entries the author knew.
  const known = placed.map(() => new Uint32Array(chains));
  placed.forEach(({ after }, place) => {
    const own = known[place];
    if (own === undefined) return;
    for (const before of after) raise(own, known[before], chainOf[before] ?? 0, (stepOf[before] ?? 0) + 1);
  });
  const within = (row: Uint32Array | undefined, earlier: number) =>
    asked.has(earlier) && (row?.[chainOf[earlier] ?? 0] ?? 0) > (stepOf[earlier] ?? 0);
  const knows = (later: number, earlier: number) => within(known[later], earlier);
  return Object.assign(knows, {
    byAny: (later: readonly number[]) => {
      const all = new Uint32Array(chains);
      for (const place of later) raise(all, known[place], 0, 0);
      return (earlier: number) => within(all, earlier);
    },
  });
}

/** Of these places, those that the author of no other of them knew, directly or through others. As many steps as entries and parents. */
export function newestOf(placed: readonly Placed[], places: readonly number[]): ReadonlySet<number> {
  const known = new Set<number>();
  const left = places.flatMap((place) => placed[place]?.after ?? []);
  for (let place = left.pop(); place !== undefined; place = left.pop()) {
    if (known.has(place)) continue;
    known.add(place);
    left.push(...(placed[place]?.after ?? []));
  }
  return new Set(places.filter((place) => !known.has(place)));
}

/** What the other row knows, and so many entries of one chain. */
function raise(row: Uint32Array, other: Uint32Array | undefined, chain: number, count: number): void {
  other?.forEach((n, at) => {
    if (n > (row[at] ?? 0)) row[at] = n;
  });
  if (count > (row[chain] ?? 0)) row[chain] = count;
}

interface Chains {
  /** Of each place: on which chain it lies, and as which one of it, from 0. */
  readonly chainOf: readonly number[];
  readonly stepOf: readonly number[];
  readonly chains: number;
}

/** Puts each entry behind the one that its author wrote before, where nobody stands behind that yet; else it begins a chain. */
function chainsOf(placed: readonly Placed[]): Chains {
  const chainOf: number[] = [];
  const stepOf: number[] = [];
  const last: number[] = [];
  placed.forEach(({ envelope, after }, place) => {
    const before = after.find(
      (one) => placed[one]?.envelope.author === envelope.author && last[chainOf[one] ?? -1] === one,
    );
    const chain = before === undefined ? last.length : (chainOf[before] ?? 0);
    chainOf.push(chain);
    stepOf.push(before === undefined ? 0 : (stepOf[before] ?? 0) + 1);
    last[chain] = place;
  });
  return { chainOf, stepOf, chains: last.length };
}
