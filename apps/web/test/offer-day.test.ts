import { expect, test } from "vitest";
import { beforeLeaving, dayOf, daysAfter, isAhead } from "../src/field/offer/day.ts";

test("a day is that of the phone's calendar, whatever the hour", () => {
  expect(dayOf(new Date(2026, 10, 5, 0, 1))).toBe("2026-11-05");
  expect(dayOf(new Date(2026, 10, 5, 23, 59))).toBe("2026-11-05");
});

test("days are counted over the ends of months and years, and over a change of the clocks", () => {
  expect(daysAfter("2026-12-28", 7)).toBe("2027-01-04");
  expect(daysAfter("2028-02-27", 2)).toBe("2028-02-29");
  for (let day = "2026-01-01", n = 0; n < 730; n += 1) {
    const next = daysAfter(day, 1);
    expect(next > day && daysAfter(next, -1) === day, day).toBe(true);
    day = next;
  }
});

test("before leaving is three days before, and never before today", () => {
  expect(beforeLeaving("2026-11-20", "2026-11-05")).toBe("2026-11-17");
  expect(beforeLeaving("2026-11-06", "2026-11-05")).toBe("2026-11-05");
});

test("only a real day from today on can be agreed on", () => {
  expect(isAhead("2026-11-05", "2026-11-05")).toBe(true);
  for (const day of ["2026-11-04", "2026-02-30", "", "soon", "2026-13-01"])
    expect(isAhead(day, "2026-11-05"), day).toBe(false);
});
