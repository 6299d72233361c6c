import { addDays, dayIn } from "@threshold/casework/care";
import type { InboxLine } from "@threshold/contract";

/** Now, by the server's clock and where this computer is. */
export interface Now {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Such as `Europe/Vienna`. */
  readonly zone: string;
}
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
export const todayOf = ({ at, zone }: Now): string => dayIn(at, zone);

/** When the night shift goes home. */
export const morningHour = 8;

/** The next time that the clock on the wall shows eight in the morning. @returns milliseconds since 1970 */
export function nextMorning(now: Now): number {
  const today = wallTime(todayOf(now), morningHour, now.zone);
  return now.at < today ? today : wallTime(addDays(todayOf(now), 1), morningHour, now.zone);
}

/** When the clock on the wall shows this full hour of a day, on days of a clock change too. */
function wallTime(day: string, hour: number, zone: string): number {
  const wanted = Date.parse(`${day}T${String(hour).padStart(2, "0")}:00:00Z`);
  // The zone's distance from UTC may differ between the guess and what it leads to: once more is enough.
  let at = wanted;
  for (let n = 0; n < 2; n += 1) at += wanted - shownAt(at, zone);
  return at;
}

/** What the clock on the wall shows, read as if it were UTC. */
function shownAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
    hourCycle: "h23",
  });
  const shown = Object.fromEntries(parts.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return Date.parse(`${shown.year}-${shown.month}-${shown.day}T${shown.hour}:${shown.minute}:${shown.second}Z`);
}

/** What lines are measured by, worked out once for all of them: asking a calendar takes its time. */
export interface Moments {
  readonly at: number;
  readonly today: string;
  readonly tomorrow: string;
  /** When tomorrow is over. */
  readonly soonEnds: number;
  readonly morning: number;
  readonly morningDay: string;
}
export function momentsOf(now: Now): Moments {
  const today = todayOf(now);
  const morning = nextMorning(now);
  return {
    ...{ at: now.at, today, tomorrow: addDays(today, 1), morning, morningDay: dayIn(morning, now.zone) },
    soonEnds: wallTime(addDays(today, 2), 0, now.zone),
  };
}

/** What waits is late once its moment is over; of one's own, once its day is. */
export function isLate(line: InboxLine, { at, today }: Moments): boolean {
  if (line.box === "waiting") return Date.parse(line.due) < at;
  return line.box === "mine" && line.nextDue !== null && line.nextDue < today;
}

/** Late, or due today or tomorrow. */
export function isSoon(line: InboxLine, { soonEnds, tomorrow }: Moments): boolean {
  if (line.box === "waiting") return Date.parse(line.due) < soonEnds;
  return line.box === "mine" && line.nextDue !== null && line.nextDue <= tomorrow;
}

/**
 * Something for the night: late, or due until the morning, that day whole, since a case says the day and no hour. And whatever waits for an
 * answer about a child or in danger now, however long there would be.
 */
export function isForNight(line: InboxLine, { morning, morningDay }: Moments): boolean {
  if (line.box === "waiting") return line.child || line.urgency === "now" || Date.parse(line.due) <= morning;
  return line.box === "mine" && !line.closed && line.nextDue !== null && line.nextDue <= morningDay;
}
