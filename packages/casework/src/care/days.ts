/** Calendar days as `2026-12-01`: no hour, no time zone, so that a clock change moves none of them. */
const shape = /^(\d{4})-(\d{2})-(\d{2})$/;
const length = 86_400_000;

const stamp = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** True for a day that the calendar has. */
export function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !shape.test(value)) return false;
  const at = new Date(stamp(value));
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(stamp(day) + days * length).toISOString().slice(0, 10);
}

/** Days from one to the other; negative where the other was before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((stamp(to) - stamp(from)) / length);
}

/** Making one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of a moment in a time zone of this computer's list, such as `Europe/Vienna`. */
export function dayIn(at: number, timeZone: string): string {
  const known = formats.get(timeZone);
  const format =
    known ?? new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  if (known === undefined) formats.set(timeZone, format);
  return format.format(new Date(at));
}
