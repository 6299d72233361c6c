import type { Knows } from "../knowledge.ts";
import { addDays, daysBetween } from "./days.ts";
import type { CareFlag } from "./flags.ts";
import type { ReflectionRecord } from "./record.ts";
import type { Placed } from "./slots.ts";

/** Never under this many days, whatever was entered (IV.3; Council of Europe Convention art. 13). */
export const fewestDays = 30;
/** Days before its end at which whoever is responsible is told. */
export const warnings = [10, 5, 1] as const;

/** A recovery and reflection period. It runs by the calendar, is extended and never paused, and hangs on nothing that the person does. */
export interface Reflection {
  readonly from: string;
  /** Its last day, as it stands. */
  readonly until: string;
  /** The day on which the person ended it; null where she did not. */
  readonly endedOn: string | null;
}

type Act = ReflectionRecord["act"];
type Of<Is extends Act["is"]> = Placed<ReflectionRecord> & { readonly act: Extract<Act, { is: Is }> };
type Flagging = (entry: string, flag: CareFlag) => void;

/**
 * The period that runs or ran last; flags what had no effect. Of beginnings written side by side the first day and the last end count. Of
 * two ends the earlier day counts, and an end beats an extension that did not know it. Whoever begins in knowledge of an end begins anew.
 */
export function settleReflection(
  records: readonly Placed<ReflectionRecord>[],
  knows: Knows,
  flag: Flagging,
): Reflection | null {
  const ends = pick(records, "ended");
  const knownEnds = (one: Placed) => ends.filter((end) => knows(one.place, end.place)).length;
  const starts = pick(records, "started");
  const most = Math.max(...starts.map(knownEnds));
  const begun = starts.filter((one) => knownEnds(one) === most);
  const ofThis = (one: Placed) => begun.some((start) => knows(one.place, start.place));
  const ofEarlier = (one: Placed) => begun.every((start) => knows(start.place, one.place));
  for (const one of [...pick(records, "extended"), ...ends])
    if (!ofThis(one) && !(ofEarlier(one) && begun.length > 0)) flag(one.entry, "no-period");
  if (begun.length === 0) return null;

  for (const { entry, act } of begun) if (act.days < fewestDays) flag(entry, "too-few-days");
  const from = earliest(begun.map(({ act }) => act.from));
  const planned = latest(begun.map(({ act }) => addDays(act.from, Math.max(act.days, fewestDays))));
  const over = ends.filter((one) => ofThis(one) && !ofEarlier(one));
  const endedOn = over.length === 0 ? null : earliest(over.map(({ act }) => act.on));
  for (const one of over) if (one.act.on !== endedOn) flag(one.entry, "overtaken");
  const longer = pick(records, "extended").filter(ofThis);
  const until = over.length === 0 ? extend(planned, longer, flag) : planned;
  const knewEnd = (one: Placed) => over.some((end) => knows(one.place, end.place));
  const known = (one: Placed) => over.some((end) => knows(end.place, one.place));
  for (const one of over.length === 0 ? [] : longer)
    if (knewEnd(one)) flag(one.entry, "no-period");
    else if (!known(one)) flag(one.entry, "overtaken");
  const before = longer.filter((one) => known(one) && !knewEnd(one));
  return { from, until: over.length === 0 ? until : extend(planned, before, flag), endedOn };
}

function extend(planned: string, longer: readonly Of<"extended">[], flag: Flagging): string {
  let until = planned;
  for (const { entry, act } of longer) {
    if (daysBetween(until, act.until) > 0) until = act.until;
    else flag(entry, "shortens-nothing");
  }
  return until;
}

/** Days left on a day, 0 on the last one; null once it is over, by time or by the person. */
export function daysLeft({ until, endedOn }: Reflection, today: string): number | null {
  if (endedOn !== null && daysBetween(endedOn, today) >= 0) return null;
  const left = daysBetween(today, until);
  return left < 0 ? null : left;
}

function pick<Is extends Act["is"]>(records: readonly Placed<ReflectionRecord>[], is: Is): Of<Is>[] {
  return records.flatMap((one) =>
    one.record.act.is === is ? [{ ...one, act: one.record.act as Extract<Act, { is: Is }> }] : [],
  );
}

const earliest = (days: readonly string[]): string => [...days].sort()[0] ?? "";
const latest = (days: readonly string[]): string => [...days].sort().at(-1) ?? "";
