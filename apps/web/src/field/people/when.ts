import { locale } from "../../shared/words.ts";

/** Day and time in the reader's own way and zone. @param instant ISO 8601 */
export function momentOf(instant: string): string {
  const options = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" } as const;
  return new Intl.DateTimeFormat(locale(), options).format(new Date(instant));
}

/** The same with its year and without the weekday, as it is written into a record. @param instant ISO 8601 */
export function stampOf(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
}

/** A calendar day such as `2026-12-01`, not moved by time zones. */
export function dayText(day: string): string {
  const options = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale(), options).format(new Date(`${day}T12:00:00Z`));
}
