import { describe, expect, it } from "vitest";
import { daysLeft } from "../../src/care/index.ts";
import { begin, end, extend, Journal } from "./journal.ts";

const from = "2026-11-02";
const until = "2026-12-02";

describe("recovery and reflection (IV.3)", () => {
  it("runs thirty days at least, whatever was entered, and longer where the country says so", () => {
    const short = new Journal();
    const entry = short.say(begin(from, 7));
    expect(short.care.reflection).toEqual({ from, until, endedOn: null });
    expect(short.flagsOf(entry)).toEqual(["too-few-days"]);
    const long = new Journal();
    long.say(begin(from, 90));
    expect(long.care.reflection?.until).toBe("2027-01-31");
  });

  it("is extended, and never made shorter", () => {
    const journal = new Journal();
    journal.say(begin(from));
    journal.say(extend("2026-12-20"));
    const earlier = journal.say(extend("2026-12-10"));
    expect(journal.care.reflection?.until).toBe("2026-12-20");
    expect(journal.flagsOf(earlier)).toEqual(["shortens-nothing"]);
  });

  it("ends by the person's decision; an extension that did not know it is overtaken, one that knew it is of no period", () => {
    const journal = new Journal();
    const begun = journal.say(begin(from));
    const ended = journal.say(end("2026-11-20"), { by: "bo", knowing: [begun] });
    const unaware = journal.say(extend("2027-01-01"), { by: "cy", knowing: [begun] });
    const aware = journal.say(extend("2027-02-01"), { by: "di", knowing: [begun, ended] });
    expect(journal.care.reflection).toEqual({ from, until, endedOn: "2026-11-20" });
    expect(journal.flagsOf(unaware)).toEqual(["overtaken"]);
    expect(journal.flagsOf(aware)).toEqual(["no-period"]);
  });

  it("keeps an extension that the end knew of, for what stands in the record", () => {
    const journal = new Journal();
    journal.say(begin(from));
    journal.say(extend("2026-12-20"));
    journal.say(end("2026-12-05"));
    expect(journal.care.reflection).toEqual({ from, until: "2026-12-20", endedOn: "2026-12-05" });
  });

  it("of two ends the earlier day counts", () => {
    const journal = new Journal();
    const begun = journal.say(begin(from));
    const later = journal.say(end("2026-11-25"), { by: "bo", knowing: [begun] });
    journal.say(end("2026-11-20"), { by: "cy", knowing: [begun] });
    expect(journal.care.reflection?.endedOn).toBe("2026-11-20");
    expect(journal.flagsOf(later)).toEqual(["overtaken"]);
  });

  it("of two beginnings written side by side the first day and the last end count", () => {
    const journal = new Journal();
    journal.say(begin("2026-11-03", 30), { by: "ana", knowing: [] });
    journal.say(begin("2026-11-02", 45), { by: "bo", knowing: [] });
    expect(journal.care.reflection).toEqual({ from: "2026-11-02", until: "2026-12-17", endedOn: null });
  });

  it("begins anew after its end", () => {
    const journal = new Journal();
    journal.say(begin(from));
    journal.say(end("2026-11-10"));
    journal.say(begin("2027-01-04"));
    expect(journal.care.reflection).toEqual({ from: "2027-01-04", until: "2027-02-03", endedOn: null });
  });

  it("an extension or an end without a beginning changes nothing", () => {
    const journal = new Journal();
    const entries = [journal.say(extend("2027-01-01")), journal.say(end("2027-01-01"))];
    expect(journal.care.reflection).toBeNull();
    for (const entry of entries) expect(journal.flagsOf(entry)).toEqual(["no-period"]);
  });

  it("tells the days left by the calendar", () => {
    const running = { from, until, endedOn: null };
    expect([from, "2026-12-01", until, "2026-12-03"].map((day) => daysLeft(running, day))).toEqual([30, 1, 0, null]);
    const ended = { ...running, endedOn: "2026-11-20" };
    expect(["2026-11-19", "2026-11-20"].map((day) => daysLeft(ended, day))).toEqual([13, null]);
  });
});
