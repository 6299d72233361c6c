import { daysBetween } from "@threshold/casework/care";
import { dayOf, t } from "./words.ts";

/** A calendar day as somebody would say it from today; no day is as soon as possible. */
export function dayWords(day: string | null, today: string): string {
  if (day === null) return t("care.due.no-day");
  const left = daysBetween(today, day);
  if (left < 0) return t("care.due.late", { n: -left, day: dayOf(day) });
  if (left < 2) return t(left === 0 ? "care.due.today" : "care.due.tomorrow");
  return t("care.due.in", { n: left, day: dayOf(day) });
}
