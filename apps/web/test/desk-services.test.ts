import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inUseFirst, shortOf } from "../src/desk/phones/devices.ts";
import { readDay, readTags, writeDay } from "../src/desk/services/hours.ts";
import { checkJoin, type JoinForm } from "../src/desk/sign-in/join-form.ts";

describe("opening hours as people type them", () => {
  it.each([
    ["", []],
    ["  ", []],
    ["08:00-17:00", [[480, 1020]]],
    [
      "8-12, 13.30–17",
      [
        [480, 720],
        [810, 1020],
      ],
    ],
    [
      "13:00-17:00,08:00-12:00",
      [
        [480, 720],
        [780, 1020],
      ],
    ],
    ["00:00-24:00", [[0, 1440]]],
  ])("reads %j", (text, day) => expect(readDay(text)).toEqual(day));

  it.each([
    "17:00-08:00",
    "08:00",
    "8 to 5",
    "08:00-25:00",
    "08:60-10:00",
    "08:00-12:00, 11:00-13:00",
    "-",
    "08:00-08:00",
  ])("does not read %j", (text) => expect(readDay(text)).toBeNull());

  it("reads back whatever it writes", () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 8 });
    fc.assert(
      fc.property(times, (minutes) => {
        const sorted = [...minutes].sort((a, b) => a - b);
        const day = sorted.flatMap((from, n) =>
          n % 2 === 0 && sorted[n + 1] !== undefined ? [[from, sorted[n + 1]] as [number, number]] : [],
        );
        expect(readDay(writeDay(day))).toEqual(day);
      }),
    );
  });

  it("reads language tags, and refuses what is none", () => {
    expect(readTags("en, uk  PT-br")).toEqual(["en", "uk", "pt-BR"]);
    expect(readTags("")).toEqual([]);
    expect(readTags("en, englisch!")).toBeNull();
  });
});

describe("phones", () => {
  const device = (id: string, enrolledAt: string, revokedAt: string | null = null) => ({
    id,
    desk: "d",
    enrolledAt,
    revokedAt,
  });
  it("shows those that may send first, newest first", () => {
    const list = [device("a", "2026-01-01"), device("b", "2026-03-01", "2026-04-01"), device("c", "2026-02-01")];
    expect(inUseFirst(list).map((one) => one.id)).toEqual(["c", "a", "b"]);
  });
  it("tells two apart by the end of their id", () =>
    expect(shortOf({ id: "01890a5d-ac96-774b-bcce-b302099a8057" })).toBe("8057"));
});

describe("joining", () => {
  const good: JoinForm = {
    code: "J24HJ-376KR-CPAKT-7R9EN",
    organisation: "Invented house",
    kind: "shelter",
    desk: "Intake",
    phone: "+000 555 0000",
    handle: "night@invented",
    name: "Invented person",
    passphrase: "twelve or more",
    repeat: "twelve or more",
  };
  it("lets a whole form through", () => expect(checkJoin(good)).toEqual({}));
  it.each([
    [{ code: " " }, { code: "desk.join.missing" }],
    [{ handle: "two words" }, { handle: "desk.join.handle-shape" }],
    [{ handle: "a" }, { handle: "desk.join.handle-shape" }],
    [{ phone: "none" }, { phone: "desk.join.phone-shape" }],
    [{ passphrase: "short", repeat: "short" }, { passphrase: "desk.join.short" }],
    [{ repeat: "twelve or mor" }, { repeat: "desk.join.differs" }],
  ])("%j", (change, wrong) => expect(checkJoin({ ...good, ...change })).toEqual(wrong));
});
