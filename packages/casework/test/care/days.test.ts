import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayIn, daysBetween, isDay } from "../../src/care/index.ts";

const day = fc
  .integer({ min: -3_000, max: 40_000 })
  .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));

/** Zones whose clocks change on other days than ours, by half an hour, at midnight, or across the date line. */
const zones = [
  ...["UTC", "Europe/Vienna", "Europe/London", "America/New_York", "America/Santiago", "Africa/Cairo", "Asia/Beirut"],
  ...["Asia/Kathmandu", "Asia/Tehran", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati"],
] as const;

describe("calendar days", () => {
  it("are counted by the calendar: no clock change and no leap year moves one", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (from, n) => {
        const later = addDays(from, n);
        expect(isDay(later)).toBe(true);
        expect(daysBetween(from, later)).toBe(n);
        expect(addDays(later, -n)).toBe(from);
        if (n > 0) expect(later > from).toBe(true);
      }),
    );
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2027-02-28", 1)).toBe("2027-03-01");
    // Over the nights on which Europe, America and Lord Howe change their clocks.
    for (const night of ["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04"]) {
      expect(daysBetween(addDays(night, -1), addDays(night, 1))).toBe(2);
      expect(daysBetween(night, addDays(night, 30))).toBe(30);
    }
  });

  it("refuses days that no calendar has, and other ways of writing one", () => {
    for (const wrong of [
      "2026-02-29",
      "2026-13-01",
      "2026-00-10",
      "2026-4-1",
      "01-04-2026",
      "1447-13-01",
      "۲۰۲۶-۰۴-۰۱",
      20260401,
    ])
      expect(isDay(wrong), String(wrong)).toBe(false);
  });

  it("a moment is on the day that the wall calendar at that desk shows, on each night of a clock change", () => {
    const at = (iso: string) => Date.parse(iso);
    // The hour that is there twice, and the hour that is not there at all.
    expect(dayIn(at("2026-10-25T00:30:00Z"), "Europe/Vienna")).toBe("2026-10-25");
    expect(dayIn(at("2026-10-25T01:30:00Z"), "Europe/Vienna")).toBe("2026-10-25");
    expect(dayIn(at("2026-10-25T22:59:00Z"), "Europe/Vienna")).toBe("2026-10-25");
    expect(dayIn(at("2026-10-25T23:01:00Z"), "Europe/Vienna")).toBe("2026-10-26");
    expect(dayIn(at("2026-03-28T22:59:00Z"), "Europe/Vienna")).toBe("2026-03-28");
    expect(dayIn(at("2026-03-28T23:01:00Z"), "Europe/Vienna")).toBe("2026-03-29");
    expect(dayIn(at("2026-03-29T21:59:00Z"), "Europe/Vienna")).toBe("2026-03-29");
    expect(dayIn(at("2026-03-29T22:01:00Z"), "Europe/Vienna")).toBe("2026-03-30");
    // Midnight itself is left out: the day begins at one.
    expect(dayIn(at("2026-09-06T03:59:00Z"), "America/Santiago")).toBe("2026-09-05");
    expect(dayIn(at("2026-09-06T04:01:00Z"), "America/Santiago")).toBe("2026-09-06");
    // Half an hour.
    expect(dayIn(at("2026-10-03T13:29:00Z"), "Australia/Lord_Howe")).toBe("2026-10-03");
    expect(dayIn(at("2026-10-03T13:31:00Z"), "Australia/Lord_Howe")).toBe("2026-10-04");
    // A quarter past the hour, and both sides of the date line.
    expect(dayIn(at("2026-11-01T18:14:00Z"), "Asia/Kathmandu")).toBe("2026-11-01");
    expect(dayIn(at("2026-11-01T18:16:00Z"), "Asia/Kathmandu")).toBe("2026-11-02");
    expect(dayIn(at("2026-11-01T10:30:00Z"), "Pacific/Kiritimati")).toBe("2026-11-02");
    expect(dayIn(at("2026-11-01T10:30:00Z"), "Pacific/Pago_Pago")).toBe("2026-10-31");
  });

  it("goes through every day of two years once, in order, in each zone", () => {
    const hour = 3_600_000;
    for (const zone of zones) {
      const seen: string[] = [];
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2028, 0, 1); at += hour) {
        const now = dayIn(at, zone);
        if (seen.at(-1) !== now) seen.push(now);
      }
      expect(seen.every(isDay), zone).toBe(true);
      seen.forEach((one, n) => {
        if (n > 0) expect(daysBetween(seen[n - 1] ?? "", one), `${zone} ${one}`).toBe(1);
      });
    }
  }, 30_000);
});
