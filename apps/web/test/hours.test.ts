import { expect, test } from "vitest";
import { daysSince } from "../src/field/directory/checked.ts";
import { isAlways, isOpen, stretches, type Week } from "../src/field/directory/hours.ts";

const office: Week = [[[480, 1020]], [[480, 1020]], [[480, 1020]], [[480, 1020]], [[480, 720]], [], []];
const always: Week = Array.from({ length: 7 }, () => [[0, 1440] as const]);
// 23 November 2026 is a Monday; times are the phone's own.
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, 23 + day, hour, minute);

test("open from the first minute to the one before the last", () => {
  expect(isOpen(office, at(0, 7, 59))).toBe(false);
  expect(isOpen(office, at(0, 8))).toBe(true);
  expect(isOpen(office, at(0, 16, 59))).toBe(true);
  expect(isOpen(office, at(0, 17))).toBe(false);
  expect(isOpen(office, at(4, 13))).toBe(false);
  expect(isOpen(office, at(6, 10))).toBe(false);
});

test("a span past midnight goes on the next day", () => {
  const night: Week = [[[1320, 360]], [], [], [], [], [], [[1320, 360]]];
  expect(isOpen(night, at(0, 23))).toBe(true);
  expect(isOpen(night, at(1, 5, 59))).toBe(true);
  expect(isOpen(night, at(1, 6))).toBe(false);
  expect(isOpen(night, at(0, 3))).toBe(true);
});

test("day and night is said as such, and nothing else is", () => {
  expect(isAlways(always)).toBe(true);
  expect(isOpen(always, at(6, 3))).toBe(true);
  expect(isAlways(office)).toBe(false);
});

test("days with the same hours become one line; closed days are left out", () => {
  expect(stretches(office)).toEqual([
    { from: 0, to: 3, spans: [[480, 1020]] },
    { from: 4, to: 4, spans: [[480, 720]] },
  ]);
  expect(stretches([[[0, 60]], [], [[0, 60]], [], [], [], []])).toHaveLength(2);
});

test("days since a check never fall below zero", () => {
  expect(daysSince("2026-11-23", at(0, 0))).toBe(0);
  expect(daysSince("2026-11-20", at(0, 23, 59))).toBe(3);
  expect(daysSince("2027-01-01", at(0, 10))).toBe(0);
  expect(daysSince("unreadable", at(0, 10))).toBe(0);
});
