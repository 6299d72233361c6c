const minute = 60_000;
const day = 24 * 60 * minute;

/** A moment as clocks and calendars show it in a time zone. */
export interface Local {
  /** `2026-11-02`. */
  readonly day: string;
  /** Minutes after midnight on the clock. */
  readonly minutes: number;
  /** 0 is Monday. */
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    ...{ timeZone: zone, calendar: "iso8601", numberingSystem: "latn", hourCycle: "h23" },
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
  });
  formats.set(zone, made);
  return made;
}

/** True where the machine's calendar has a zone of this name. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

export function localOf(at: Date, zone: string): Local {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return { day: date, minutes: Number(parts.hour) * 60 + Number(parts.minute), weekday };
}

/** `07:30` as minutes after midnight. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** The day that many days later. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);

/** When a clock in the zone shows this; where it jumps over it, when it has jumped; where it shows it twice, the first time. */
export function momentOf(date: string, minutes: number, zone: string): Date {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minutes * minute;
  const ahead = (at: number) => {
    const local = localOf(new Date(at), zone);
    return Date.parse(`${local.day}T00:00:00Z`) + local.minutes * minute - Math.floor(at / minute) * minute;
  };
  const [before, after] = [ahead(wanted - day), ahead(wanted + day)];
  const fits = [wanted - before, wanted - after].filter((at) => at + ahead(at) === wanted);
  return new Date(fits.length > 0 ? Math.min(...fits) : wanted - before);
}

/** The next time, after this moment, that a clock in the zone shows this. */
export function nextAt(after: Date, clock: string, zone: string): Date {
  const today = localOf(after, zone).day;
  for (const days of [0, 1, 2]) {
    const at = momentOf(dayAfter(today, days), minutesOf(clock), zone);
    if (at > after) return at;
  }
  throw new Error("a clock that never comes round");
}
