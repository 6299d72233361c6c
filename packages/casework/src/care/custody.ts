import type { Knows } from "../knowledge.ts";
import type { EvidenceRecord } from "./evidence.ts";
import { bySlot, headsOf, type Placed } from "./slots.ts";

/** One link of a chain: whose hands an item went into. */
export interface Link extends Placed<EvidenceRecord> {
  /** Entries of this chain that were written without knowing of this one, and it without them. */
  readonly beside: readonly string[];
}
/** An item of evidence and its chain of custody (VI.6). */
export interface Chain {
  /** Every link, in order. None is ever dropped: a gap or a doubt in a chain is for a court to weigh. */
  readonly links: readonly Link[];
  /** Links that nobody wrote on from. One says who has it; more than one: people wrote side by side, and somebody has to ask. */
  readonly ends: readonly Link[];
}

/** The chain of each item, the same for whatever order its links arrived in. */
export function custody(records: readonly Placed<EvidenceRecord>[], knows: Knows): ReadonlyMap<string, Chain> {
  const chains = [...bySlot(records, (one) => one.item)].map(([item, all]): [string, Chain] => {
    const links = all.map((one): Link => {
      const beside = all.filter(
        (other) => other !== one && !knows(one.place, other.place) && !knows(other.place, one.place),
      );
      return { ...one, beside: beside.map(({ entry }) => entry) };
    });
    return [item, { links, ends: headsOf(links, knows) }];
  });
  return new Map(chains);
}
