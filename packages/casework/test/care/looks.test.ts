import { describe, expect, it } from "vitest";
import { dueOf, type LookRule, remindersOf } from "../../src/care/index.ts";
import { Journal, need, type Said } from "./journal.ts";

const rules: readonly LookRule[] = [
  {
    ...{ id: "before-return", moment: "before-return", risks: ["return-home", "family"], within: null },
    after: { need: "return", states: ["wanted", "offered", "waiting"] },
  },
  {
    ...{ id: "on-return", moment: "on-return", risks: ["person"], within: 7 },
    after: { need: "return", states: ["given"] },
  },
  { id: "after-missing", moment: "after-event", risks: ["person"], within: 1, after: { alarm: "found" } },
];
const risk = (id: string, moment: LookRule["moment"]): Said => ({
  ...{ topic: "risk", risk: id, moment, level: "some", plan: null, by: null, again: null },
});
const alarm = (state: "missing" | "found"): Said => ({ topic: "alarm", alarm: "a", state, since: null, note: null });
const due = (journal: Journal) =>
  dueOf(journal.care, "2026-11-10", [], rules)
    .filter(({ what }) => what === "look")
    .map(({ id, day }) => [id, day]);

describe("dangers that are looked at anew (IV.2, VI.6)", () => {
  it("asks before return, from the day it is wanted until each danger was judged for it", () => {
    const journal = new Journal();
    expect(due(journal)).toEqual([]);
    journal.say(risk("family", "before-return"));
    journal.say(need("wanted", "return"));
    // What was judged before anybody wanted it is not about this return.
    journal.say(risk("return-home", "before-return"));
    expect(due(journal)).toEqual([["before-return", null]]);
    journal.say(risk("family", "early"));
    expect(due(journal)).toEqual([["before-return", null]]);
    journal.say(risk("family", "before-return"));
    expect(due(journal)).toEqual([]);
    // Going on with it asks nothing again; wanting it anew does.
    journal.say(need("waiting", "return"));
    expect(due(journal)).toEqual([]);
    journal.say(need("declined", "return"));
    journal.say(need("wanted", "return"));
    expect(due(journal)).toEqual([["before-return", null]]);
  });

  it("asks on return by a day, which the server is told to remind of", () => {
    const journal = new Journal();
    journal.say(need("wanted", "return"));
    journal.say(need("given", "return"));
    expect(due(journal)).toEqual([["on-return", "2026-11-09"]]);
    expect(remindersOf(journal.care, "2026-11-05", [], rules)).toEqual(["2026-11-09"]);
    journal.say(risk("person", "on-return"));
    expect(due(journal)).toEqual([]);
  });

  it("asks once somebody who was missing is found, and not while they are missing", () => {
    const journal = new Journal();
    journal.say(alarm("missing"));
    expect(due(journal)).toEqual([]);
    journal.say(alarm("found"));
    expect(due(journal)).toEqual([["after-missing", "2026-11-03"]]);
    journal.say(risk("person", "after-event"));
    expect(due(journal)).toEqual([]);
  });
});
