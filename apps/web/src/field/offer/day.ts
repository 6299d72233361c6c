/** A day as the phone's own calendar has it, `2026-12-01`: no time, no zone. */
export function dayOf(moment: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** So many days after a day; before it where negative. */
export function daysAfter(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return dayOf(new Date(year, month - 1, date + days));
}

/** Enough to change something: three days before leaving, and never before today. */
export function beforeLeaving(leaves: string, today: string): string {
  const wished = daysAfter(leaves, -3);
  return wished < today ? today : wished;
}

/** A day to meet again that can be agreed on: a real one, today or later. */
export function isAhead(day: string, today: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && daysAfter(day, 0) === day && day >= today;
}
