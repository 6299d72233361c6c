import { dayAfter, localOf, momentOf } from "./zone.ts";

/** Opening hours as the directory has them: seven lists of [from, to] in minutes after midnight, Monday first. */
export type Week = readonly (readonly (readonly [number, number])[])[];

/**
 * When a desk with these services is open next: the moment itself where one of them is open then, or where none says any hours; null
 * where none opens within two weeks.
 */
export function openFrom(services: readonly Week[], at: Date, zone: string): Date | null {
  const said = services.filter((week) => week.some((day) => day.length > 0));
  if (said.length === 0) return at;
  const { day, minutes, weekday } = localOf(at, zone);
  const open = (spans: Week[number] | undefined) => (spans ?? []).some(([from, to]) => minutes >= from && minutes < to);
  if (said.some((week) => open(week[weekday]))) return at;
  for (let days = 0; days < 14; days += 1) {
    const starts = said
      .flatMap((week) => week[(weekday + days) % 7] ?? [])
      .map(([from]) => momentOf(dayAfter(day, days), from, zone))
      .filter((moment) => moment > at);
    if (starts.length > 0) return new Date(Math.min(...starts.map((moment) => moment.getTime())));
  }
  return null;
}
