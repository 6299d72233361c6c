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
 * @param same whether two records say the same; by default those that are as careful
 */
export function standings<R extends CaseRecord>(
  records: readonly Placed<R>[],
  knows: Knows,
  slot: (record: R) => string,
  care: (record: R) => number,
  same = (one: R, other: R): boolean => care(one) === care(other),
): ReadonlyMap<string, Standing<R>> {
  return new Map([...bySlot(records, slot)].map(([key, all]) => [key, standing(all, knows, care, same)]));
}

/** Records of one thing together, each in order. */
export function bySlot<R extends CaseRecord>(
  records: readonly Placed<R>[],
  slot: (record: R) => string,
): ReadonlyMap<string, readonly Placed<R>[]> {
  const slots = new Map<string, Placed<R>[]>();
  for (const one of records) {
    const key = slot(one.record);
    const slotted = slots.get(key);
    if (slotted === undefined) slots.set(key, [one]);
    else slotted.push(one);
  }
  return slots;
}

/** What stands of one thing. @param all what was said of it, in order; at least one */
export function standing<R extends CaseRecord>(
  all: readonly Placed<R>[],
  knows: Knows,
  care: (record: R) => number,
  same: (one: R, other: R) => boolean,
): Standing<R> {
  const heads = headsOf(all, knows);
  const [now, ...rest] = heads.sort((a, b) => care(b.record) - care(a.record) || b.place - a.place);
  if (now === undefined) throw new Error("a thing that nobody said anything about");
  const also = rest.filter((one) => !same(one.record, now.record));
  return { now, also, all };
}

/** Those that no other one was written in knowledge of. */
export function headsOf<P extends Placed>(all: readonly P[], knows: Knows): P[] {
  const known = knows.byAny(all.map((one) => one.place));
  return all.filter((one) => !known(one.place));
}
