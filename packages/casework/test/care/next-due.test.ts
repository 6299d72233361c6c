import { describe, expect, it } from "vitest";
import { nextDueOf } from "../../src/care/index.ts";
import { Journal, type Said } from "./journal.ts";

const task = (id: string, by: string | null, done = false): Said => ({
  ...{ topic: "task", task: id, what: "Invented words", owner: null, by, done },
});

describe("the day under which a list shows a case", () => {
  it("is what is late as long as it stands, then what comes next, and none where nothing has a day", () => {
    const journal = new Journal();
    const next = () => nextDueOf(journal.care, "2026-11-10", []);
    expect(next()).toBeNull();
    journal.say(task("later", "2026-11-20"));
    journal.say(task("late", "2026-11-03"));
    journal.say(task("some day", null));
    expect(next()).toBe("2026-11-03");
    journal.say(task("late", "2026-11-03", true));
    expect(next()).toBe("2026-11-20");
    journal.say(task("later", "2026-11-20", true));
    expect(next()).toBeNull();
  });
});
