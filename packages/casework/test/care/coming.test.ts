import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayIn, daysBetween, dueOf, foldCare, remindersOf } from "../../src/care/index.ts";
import { day, journalsOf, saidOf } from "./any-record.ts";
import { close, Journal, type Said, step } from "./journal.ts";

const required = ["guardian", "turning-18"];
const ahead = new Map([["turning-18", [7, 180, 30]]]);
const facts = { required, ahead };
const birthday = "2027-03-28";
const turning = (state: "open" | "done" | "not-needed", on: string | null = birthday): Said =>
  Object.assign({}, step("turning-18", state), { day: on });
const careOf = (journal: Journal) => foldCare(journal.arrivals, journal.records, facts);
const dueOn = (journal: Journal, today: string) => dueOf(careOf(journal), today, required);
const whats = (journal: Journal, today: string) => dueOn(journal, today).map((one) => `${one.what} ${one.id}`);

describe("a child who turns 18 (II.5)", () => {
  it("is due without a day until somebody knows it, then months before, and not earlier", () => {
    const journal = new Journal();
    expect(whats(journal, "2026-11-02")).toContain("child-step turning-18");
    journal.say(turning("open"));
    expect(whats(journal, addDays(birthday, -181))).not.toContain("child-day turning-18");
    expect(whats(journal, addDays(birthday, -181))).not.toContain("child-step turning-18");
    expect(whats(journal, addDays(birthday, -180))).toContain("child-day turning-18");
    expect(dueOn(journal, addDays(birthday, -180)).find((one) => one.what === "child-day")?.day).toBe(birthday);
  });

  it("today: nothing is lost, it is due, late from tomorrow on, and the case closes only with a reason for each open step", () => {
    const journal = new Journal();
    journal.required = required;
    journal.say(step("guardian", "done"));
    journal.say(turning("open"));
    expect(whats(journal, birthday)).toContain("child-day turning-18");
    expect(whats(journal, addDays(birthday, 40))).toContain("child-day turning-18");
    expect(careOf(journal).childSteps.get("guardian")?.now.record.state).toBe("done");
    journal.say(close());
    expect(careOf(journal).closed).toBeNull();
    journal.say(close([{ step: "turning-18", why: "The office of another country goes on." }]));
    expect(careOf(journal).closed).not.toBeNull();
  });

  it("once prepared, is said in its last days only, and gone the day after", () => {
    const journal = new Journal();
    journal.say(turning("done"));
    const shown = [-180, -8, -7, 0, 1].map((n) =>
      whats(journal, addDays(birthday, n)).includes("child-day turning-18"),
    );
    expect(shown).toEqual([false, false, true, true, false]);
  });

  it("reminds on each day ahead and on the day, none of which a clock change moves", () => {
    const journal = new Journal();
    journal.say(turning("open"));
    // Clocks go forward in Europe on this very birthday, and back in between.
    const from = addDays(birthday, -200);
    expect(remindersOf(careOf(journal), from, required)).toEqual([180, 30, 7, 0].map((n) => addDays(birthday, -n)));
    for (const zone of ["Europe/Vienna", "America/New_York", "Asia/Tehran", "Pacific/Auckland"])
      for (const hour of ["T00:30:00", "T12:00:00", "T23:30:00"]) {
        const today = dayIn(Date.parse(`${birthday}${hour}Z`), zone);
        expect(Math.abs(daysBetween(birthday, today))).toBeLessThanOrEqual(1);
        expect(dueOn(journal, today).find((one) => one.what === "child-day")?.day).toBe(birthday);
      }
  });

  it("of two days written side by side the earlier counts, and the other is shown", () => {
    const journal = new Journal();
    journal.say(turning("open", "2027-05-01"), { by: "ana", knowing: [] });
    journal.say(turning("open", "2027-04-01"), { by: "bo", knowing: [] });
    const standing = careOf(journal).childSteps.get("turning-18");
    expect(standing?.now.record.day).toBe("2027-04-01");
    expect(standing?.also.map((one) => one.record.day)).toEqual(["2027-05-01"]);
  });

  it("reads records that an older program wrote, without a day", () => {
    const journal = new Journal();
    journal.say(step("turning-18", "open"));
    expect(careOf(journal).coming).toEqual([]);
    expect(whats(journal, birthday)).toContain("child-step turning-18");
  });

  it("an open step is always due or dated, whatever was written and in whatever order it arrived", () => {
    const steps = ["guardian", "school"];
    const given = { required: steps, ahead: new Map([["school", [90, 7]]]) };
    const journals = journalsOf(saidOf("child-step"), 10).chain((journal) =>
      fc.tuple(fc.constant(journal), fc.shuffledSubarray(journal.arrivals, { minLength: journal.arrivals.length })),
    );
    fc.assert(
      fc.property(journals, day, ([journal, shuffled], today) => {
        const care = foldCare(journal.arrivals, journal.records, given);
        expect(foldCare(shuffled, journal.records, given)).toEqual(care);
        const due = dueOf(care, today, steps);
        const open = steps.filter((id) => (care.childSteps.get(id)?.now.record.state ?? "open") === "open");
        for (const id of open) {
          const dated = care.coming.find((one) => one.step === id);
          const far = dated !== undefined && daysBetween(today, dated.day) > 90;
          expect(due.some((one) => one.id === id)).toBe(!far);
        }
        const days = remindersOf(care, today, steps);
        expect([...new Set(days)].sort()).toEqual(days);
        for (const one of care.coming) if (one.day >= today) expect(days).toContain(one.day);
      }),
      { numRuns: 400 },
    );
  });
});
