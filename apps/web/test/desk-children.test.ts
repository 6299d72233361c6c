import { readFileSync } from "node:fs";
import { foldCare, type LookRule } from "@threshold/casework/care";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { unlookedBefore } from "../src/desk/care/before-return.ts";
import { type Call, type CountryNumbers, furtherNumbers, numbersOf } from "../src/desk/care/numbers.ts";
import { seenAt } from "../src/desk/care/seen-at.ts";

const yaml = <T>(file: string): T =>
  parse(readFileSync(new URL(`../../../knowledge/${file}.yaml`, import.meta.url), "utf8"));
const care = yaml<{
  alarmSteps: { id: string; call?: Call }[];
  looks: LookRule[];
}>("care");
const callOf = (id: string) => care.alarmSteps.find((one) => one.id === id)?.call;

describe("whom to call where somebody is missing", () => {
  const marovia = yaml<CountryNumbers>("countries/marovia");
  const neutral = yaml<CountryNumbers>("countries/default");

  it("has the police, child protection and the children's line of the country's file beside their steps", () => {
    expect(numbersOf(callOf("call-police"), marovia).map((one) => one.phone)).toEqual(["+999 101", "+999 100"]);
    expect(numbersOf(callOf("call-child-protection"), marovia)).toEqual([
      { kind: "authority", id: "children-office", phone: "+999 300 20" },
    ]);
    expect(numbersOf(callOf("missing-children-line"), marovia).map((one) => one.phone)).toEqual(["+999 200 20"]);
    expect(numbersOf(callOf("who-met"), marovia)).toEqual([]);
  });

  it("names an authority whose number the file does not know, and never makes one up", () => {
    expect(numbersOf(callOf("call-police"), neutral)).toEqual([{ kind: "emergency", id: "emergency", phone: "112" }]);
    expect(numbersOf(callOf("call-child-protection"), neutral)).toEqual([
      { kind: "authority", id: "child-protection", phone: null },
    ]);
  });

  it("adds those who are told of any presumed victim, once, and no rule of one form of exploitation", () => {
    const shown = numbersOf(callOf("call-child-protection"), marovia);
    expect(furtherNumbers(shown, marovia, true).map((one) => one.id)).toEqual(["trafficking-bureau"]);
    expect(furtherNumbers([], marovia, false).map((one) => one.id)).toEqual(["trafficking-bureau"]);
  });
});

describe("when somebody was last seen, as people type it", () => {
  const now = new Date(2026, 10, 2, 14, 30);
  it.each([
    ["14:05", new Date(2026, 10, 2, 14, 5)],
    ["23.10", new Date(2026, 10, 1, 23, 10)],
    ["2026-11-01 09:00", new Date(2026, 10, 1, 9, 0)],
    ["", null],
    ["2026-11-03 09:00", undefined],
    ["yesterday", undefined],
  ])("%s", (typed, at) => {
    expect(seenAt(typed, now)).toEqual(at);
  });
});

describe("before a child goes back", () => {
  const looked = (moment: string) =>
    foldCare(
      [
        {
          envelope: {
            ...{ v: 1, id: "1", case: "c", parents: [], author: "a", seq: 1, at: "2026-11-02T12:00:00Z", parts: [] },
            ...{ sender: { organisation: "o", desk: "d" }, kind: "recorded" },
          },
        } as never,
      ],
      new Map([
        [
          "1",
          {
            ...{ v: 1, at: "2026-11-02T12:00:00Z", topic: "risk", risk: "return-home", moment, level: "some" },
            ...{ plan: null, by: null, again: null },
          } as never,
        ],
      ]),
      { required: [] },
    );

  it("says which dangers nobody judged for the way back", () => {
    const before = unlookedBefore("return", looked("early"), care.looks);
    expect(before).toContain("return-home");
    expect(unlookedBefore("return", looked("before-return"), care.looks)).toEqual(
      before.filter((id) => id !== "return-home"),
    );
    expect(unlookedBefore("housing", looked("early"), care.looks)).toEqual([]);
  });
});
