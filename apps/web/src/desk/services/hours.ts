/** Opening hours of one day: minutes after midnight, [from, to]. */
export type Span = readonly [number, number];
export type DayHours = readonly Span[];

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** `08:00-12:00, 13:30-17:00`; empty where closed. */
export const writeDay = (day: DayHours): string => day.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(", ");

function minutesOf(text: string): number | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim());
  if (match === null) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2] ?? 0);
  return Number(match[2] ?? 0) < 60 && minutes <= 1440 ? minutes : null;
}

/**
 * Reads what somebody typed for a day: spans with a dash between, set apart by commas; empty means closed.
 * @returns null where it cannot be read, where a span ends before it begins, or where two overlap
 */
export function readDay(text: string): DayHours | null {
  const spans: Span[] = [];
  for (const piece of text.split(",").filter((part) => part.trim() !== "")) {
    const ends = piece.split(/[-–—]/);
    const from = minutesOf(ends[0] ?? "");
    const to = minutesOf(ends[1] ?? "");
    if (ends.length !== 2 || from === null || to === null || from >= to) return null;
    spans.push([from, to]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  return spans.every((span, i) => i === 0 || (spans[i - 1]?.[1] ?? 0) <= span[0]) ? spans : null;
}

/**
 * Language tags that somebody typed with commas or spaces between.
 * @returns null where one is no BCP 47 tag
 */
export function readTags(text: string): string[] | null {
  const tags = text.split(/[\s,]+/).filter((tag) => tag !== "");
  try {
    return [...new Set(Intl.getCanonicalLocales(tags))];
  } catch {
    return null;
  }
}
