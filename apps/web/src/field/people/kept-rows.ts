import { signal } from "@preact/signals";
import type { KeptRow } from "../outbox/database.ts";

/** What this phone keeps under codes: ids and last days, nothing else can be read. Null where the phone has no storage. */
export const keptRows = signal<readonly Pick<KeptRow, "id" | "until">[] | null>([]);

/** At most so many are kept at a time: a phone is no file of people. */
export const mostKept = 3;
const days = 7;

/** Last day on which something kept now opens. @param now milliseconds since 1970 */
export function lastDay(now: number): string {
  return dayOf(now + days * 86_400_000);
}

/** Whether it must go. @param now milliseconds since 1970 */
export function isOver(row: Pick<KeptRow, "until">, now: number): boolean {
  return row.until < dayOf(now);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
