/** An event as a calendar shows it: at a moment, or for a whole day wherever the reader is. */
export interface CalendarEvent {
  /** The same each time the calendar is fetched, so that a day that moves is not a second event. */
  readonly uid: string;
  readonly summary: string;
  /** `2026-12-01`, or a moment. */
  readonly at: string | Date;
}

const crlf = "\r\n";
/** RFC 5545, 3.1: a line has 75 octets at most, without its end. */
const longest = 75;

/**
 * A calendar by RFC 5545. It names nobody: neither who wrote it, nor what it is of. Events stand for no time of their own, so they block
 * none.
 * @param now when it was made
 */
export function writeCalendar(events: readonly CalendarEvent[], now: Date): string {
  const lines = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//due//due//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"],
    ...["REFRESH-INTERVAL;VALUE=DURATION:PT30M", "X-PUBLISHED-TTL:PT30M"],
    ...events.flatMap(({ uid, summary, at }) => [
      ...["BEGIN:VEVENT", `UID:${uid}`, `DTSTAMP:${utc(now)}`],
      typeof at === "string" ? `DTSTART;VALUE=DATE:${at.replaceAll("-", "")}` : `DTSTART:${utc(at)}`,
      ...[`SUMMARY:${escaped(summary)}`, "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT"],
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => folded(line) + crlf).join("");
}

/** `20261201T142200Z` */
const utc = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

const escaped = (text: string): string => text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r\n|\r|\n/g, "\\n");

/** Long lines go on behind a space, never within a letter. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let room = longest;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (size > room) {
      parts.push(part);
      part = "";
      room = longest - 1;
    }
    part += letter;
    room -= size;
  }
  return [...parts, part].join(`${crlf} `);
}
