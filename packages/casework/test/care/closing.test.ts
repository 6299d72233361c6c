import { describe, expect, it } from "vitest";
import { begin, close, extend, Journal, need, reopen, step } from "./journal.ts";

const child = (): Journal => {
  const journal = new Journal();
  journal.required = ["guardian", "authority-told"];
  return journal;
};

describe("closing a case", () => {
  it("stands, until somebody opens it again in so many words", () => {
    const journal = new Journal();
    journal.say(need("given"));
    const closed = journal.say(close());
    expect(journal.care.closed?.entry).toBe(closed);
    const after = journal.say(need("wanted"));
    expect(journal.care.closed?.entry).toBe(closed);
    expect(journal.flagsOf(after)).toEqual(["after-closing"]);
    journal.say(reopen);
    expect(journal.care.closed).toBeNull();
    expect(journal.flagsOf(after)).toEqual([]);
  });

  it("does not count where somebody worked on without knowing of it", () => {
    const journal = new Journal();
    const begun = journal.say(begin("2026-11-02"));
    const closed = journal.say(close(), { by: "bo", knowing: [begun] });
    journal.say(extend("2026-12-20"), { by: "cy", knowing: [begun] });
    expect(journal.care.closed).toBeNull();
    expect(journal.flagsOf(closed)).toEqual(["others-worked"]);
    expect(journal.care.reflection?.until).toBe("2026-12-20");
  });

  it("by two people at once, it is closed once", () => {
    const journal = new Journal();
    const first = journal.say(need("given"));
    journal.say(close(), { by: "bo", knowing: [first] });
    journal.say(close(), { by: "cy", knowing: [first] });
    expect(journal.care.closed).not.toBeNull();
  });

  it("of a child's case needs each step done, not needed, or a reason by name", () => {
    const open = child();
    open.say(step("guardian", "done"));
    const refused = open.say(close([{ step: "guardian", why: "a reason for another step" }]));
    expect(open.care.closed).toBeNull();
    expect(open.flagsOf(refused)).toEqual(["child-step-open"]);

    const named = child();
    named.say(step("guardian", "done"));
    named.say(close([{ step: "authority-told", why: "The office wrote that another country has it." }]));
    expect(named.care.closed).not.toBeNull();

    const done = child();
    done.say(step("guardian", "not-needed"));
    done.say(step("authority-told", "done"));
    done.say(close());
    expect(done.care.closed).not.toBeNull();
  });

  it("an empty reason is none", () => {
    const journal = child();
    journal.say(step("guardian", "done"));
    journal.say(close([{ step: "authority-told", why: "" }]));
    expect(journal.care.closed).toBeNull();
  });

  it("of two who wrote side by side that a step is done and open, it is open", () => {
    const journal = child();
    const told = journal.say(step("authority-told", "done"));
    journal.say(step("guardian", "done"), { by: "bo", knowing: [told] });
    journal.say(step("guardian", "open"), { by: "cy", knowing: [told] });
    expect(journal.care.childSteps.get("guardian")?.now.record.state).toBe("open");
    expect(journal.care.childSteps.get("guardian")?.also).toHaveLength(1);
    journal.say(close());
    expect(journal.care.closed).toBeNull();
  });

  it("opening again where nothing was closed changes nothing", () => {
    const journal = new Journal();
    expect(journal.flagsOf(journal.say(reopen))).toEqual(["not-closed"]);
  });
});
