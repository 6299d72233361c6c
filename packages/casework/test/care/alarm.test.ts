import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueOf, missingOf, remindersOf } from "../../src/care/index.ts";
import { journalsOf, saidOf } from "./any-record.ts";
import { Journal, type Said } from "./journal.ts";

const alarm = (id: string, state: "missing" | "found", since: string | null = null): Said => ({
  ...{ topic: "alarm", alarm: id, state, since, note: null },
});
const step = (id: string, of: string, state: "open" | "done"): Said => ({
  ...{ topic: "alarm-step", alarm: id, step: of, state, by: null, note: null },
});
const today = "2026-11-02";

describe("somebody who is missing from care (V.4.1, VI.3)", () => {
  it("is due before anything else, today, and reminded of, until they are found", () => {
    const journal = new Journal();
    journal.say({ topic: "task", task: "t", what: "call", owner: null, by: "2026-10-01", done: false });
    journal.say(alarm("a", "missing"));
    expect(dueOf(journal.care, today, [])[0]).toMatchObject({ what: "missing", id: "a", day: today });
    expect(remindersOf(journal.care, today, [])[0]).toBe(today);
    journal.say(alarm("a", "found"));
    expect(missingOf(journal.care)).toBeNull();
    expect(dueOf(journal.care, today, []).map((one) => one.what)).not.toContain("missing");
  });

  it("raised by two who did not know of each other is one alarm: one list, one finding", () => {
    const journal = new Journal();
    const first = journal.say(alarm("a", "missing", "2026-11-02T06:00:00Z"), { by: "ana", knowing: [] });
    const second = journal.say(alarm("b", "missing", "2026-11-02T09:00:00Z"), { by: "bo", knowing: [] });
    journal.say(step("a", "call-police", "done"), { by: "ana", knowing: [first] });
    journal.say(step("b", "call-police", "open"), { by: "bo", knowing: [second] });
    journal.say(step("b", "border", "done"), { by: "bo", knowing: [second] });
    const missing = missingOf(journal.care);
    expect(missing?.alarms).toEqual(["a", "b"]);
    expect(missing?.since).toBe("2026-11-02T09:00:00Z");
    expect([...(missing?.steps ?? [])].map(([id, { record }]) => [id, record.state]).sort()).toEqual([
      ["border", "done"],
      ["call-police", "done"],
    ]);
    expect(dueOf(journal.care, today, []).filter((one) => one.what === "missing")).toHaveLength(1);
    journal.say(alarm("a", "found"));
    expect(missingOf(journal.care)).toBeNull();
  });

  it("stays missing where whoever recorded the finding did not know of the alarm", () => {
    const journal = new Journal();
    const raised = journal.say(alarm("a", "missing"));
    journal.say(alarm("a", "found"), { by: "bo", knowing: [raised] });
    journal.say(alarm("b", "missing"), { by: "cy", knowing: [raised] });
    expect(missingOf(journal.care)?.alarms).toEqual(["b"]);
  });

  it("corrects when they were last seen, also to an earlier hour", () => {
    const journal = new Journal();
    journal.say(alarm("a", "missing", "2026-11-02T09:00:00Z"));
    journal.say(alarm("a", "missing", "2026-11-02T07:00:00Z"));
    expect(missingOf(journal.care)?.since).toBe("2026-11-02T07:00:00Z");
  });

  it("nobody is lost: a missing that no finding knew of stands, and after a finding that knew all nobody is missing", () => {
    const journals = journalsOf(fc.oneof(saidOf("alarm"), saidOf("alarm"), saidOf("alarm-step")), 10);
    fc.assert(
      fc.property(journals, (journal) => {
        const heard = journal.heard("alarm");
        const found = heard.filter(({ record }) => record.state === "found");
        const standing = missingOf(journal.care)?.alarms ?? [];
        for (const one of heard.filter(({ record }) => record.state === "missing"))
          if (!found.some(({ knew }) => knew.has(one.id))) expect(standing).toContain(one.record.alarm);
        journal.say(alarm("z", "found"));
        expect(missingOf(journal.care)).toBeNull();
      }),
      { numRuns: 400 },
    );
  });
});
