import type { Knows } from "../knowledge.ts";
import type { CaseRecord } from "./record.ts";

/** A record in its place in the case's order. */
export interface Placed<R extends CaseRecord = CaseRecord> {
  readonly entry: string;
  readonly place: number;
  readonly by: string;
  /** Server's clock; null while it has not received it. */
  readonly receivedAt: string | null;
  readonly record: R;
}

/** What stands of one thing: several people may have said different things without knowing of each other. */
export interface Standing<R extends CaseRecord> {
  /** The one that counts: of those that nobody changed knowingly, the most careful. */
  readonly now: Placed<R>;
  /** The others that nobody changed knowingly, where they say something else: shown beside it until somebody decides. */
  readonly also: readonly Placed<R>[];
  /** All that was said of it, in order. */
  readonly all: readonly Placed<R>[];
}

/**
 * What stands of each thing. Later knowledge replaces earlier; of what was written side by side the most careful counts.
 * @param slot which thing a record is about
 * @param care how careful a record is: the higher one counts
 */
export function standings<R extends CaseRecord>(
  records: readonly Placed<R>[],
  knows: Knows,
  slot: (record: R) => string,
  care: (record: R) => number,
): ReadonlyMap<string, Standing<R>> {
  const bySlot = new Map<string, Placed<R>[]>();
  for (const one of records) {
    const key = slot(one.record);
    bySlot.set(key, [...(bySlot.get(key) ?? []), one]);
  }
  return new Map([...bySlot].map(([key, all]) => [key, standing(all, knows, care)]));
}

function standing<R extends CaseRecord>(
  all: readonly Placed<R>[],
  knows: Knows,
  care: (record: R) => number,
): Standing<R> {
  const heads = headsOf(all, knows);
  const [now, ...rest] = heads.sort((a, b) => care(b.record) - care(a.record) || b.place - a.place);
  if (now === undefined) throw new Error("a thing that nobody said anything about");
  const also = rest.filter((one) => care(one.record) !== care(now.record));
  return { now, also, all };
}

/** Those that no other one was written in knowledge of. */
export function headsOf<R extends CaseRecord>(all: readonly Placed<R>[], knows: Knows): Placed<R>[] {
  return all.filter((one) => !all.some((other) => other !== one && knows(other.place, one.place)));
}
