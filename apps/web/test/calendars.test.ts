import { addDays, dayIn, isDay } from "@threshold/casework/care";
import { afterAll, describe, expect, it } from "vitest";
import { dayOf, moment } from "../src/desk/words.ts";
import { language } from "../src/shared/words.ts";

/** Whoever reads by another calendar reads their own; what is kept and counted is one calendar, in digits that every program reads. */
describe("other calendars", () => {
  const before = language.value;
  afterAll(() => {
    language.value = before;
  });
  const as = <T>(tag: string, work: () => T): T => {
    language.value = tag;
    return work();
  };

  it("a day is shown by the reader's calendar and digits", () => {
    expect(as("en", () => dayOf("2026-12-01"))).toBe("December 1, 2026");
    // 10 Azar 1405; 21 Jumada II 1448; 2569 of the Buddhist era.
    expect(as("fa", () => dayOf("2026-12-01"))).toContain("۱۴۰۵");
    expect(as("ar-u-ca-islamic-umalqura", () => dayOf("2026-12-01"))).toMatch(/1448|١٤٤٨/);
    expect(as("th", () => dayOf("2026-12-01"))).toContain("2569");
    for (const tag of ["fa", "ar-SA", "th", "am", "he-u-ca-hebrew", "uk"]) {
      const shown = as(tag, () => dayOf("2026-12-01"));
      expect(shown, tag).not.toBe("2026-12-01");
      expect(as(tag, () => moment("2026-12-01T10:00:00Z")).length, tag).toBeGreaterThan(5);
    }
  });

  it("no calendar and no clock change moves a day that is shown: each of a year is shown once", () => {
    for (const tag of ["en", "fa", "ar-SA"]) {
      const shown = as(tag, () => Array.from({ length: 366 }, (_, n) => dayOf(addDays("2026-01-01", n))));
      expect(new Set(shown).size, tag).toBe(366);
    }
  });

  it("what is kept stays one calendar, whatever language the desk is in", () => {
    for (const tag of ["fa", "ar-SA", "th"])
      for (const zone of ["Asia/Tehran", "Asia/Riyadh", "Asia/Bangkok"]) {
        const day = as(tag, () => dayIn(Date.parse("2026-12-01T22:30:00Z"), zone));
        expect(isDay(day)).toBe(true);
        expect(day).toBe("2026-12-02");
      }
  });
});
