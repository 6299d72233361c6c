import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lackingFor } from "../../src/care/index.ts";
import { journalsOf, saidOf } from "./any-record.ts";
import { Journal, type Said } from "./journal.ts";

const clinic = { organisation: "org-a", desk: "desk-a" };
const lawyer = { organisation: "org-b", desk: "desk-b" };
const today = "2026-12-01";
const share = (chosen: "yes" | "no" | "not-yet" | "taken-back", more: object = {}): Said =>
  ({
    ...{ topic: "choice", purpose: "share", chosen, how: "written", language: "uk", interpreter: "professional" },
    ...{ text: "2026-11", until: null, ...more },
  }) as Said;
const yes = (...recipients: string[]) => share("yes", { recipients });
const wish = { desks: [clinic], basis: "consent", purpose: "assistance", child: false, words: "", told: "" } as const;
const lacks = (all: readonly Said[], more: object = {}) => {
  const journal = new Journal();
  for (const said of all) journal.say(said);
  return lackingFor(journal.care.sharing, today, { ...wish, ...more }).map(({ lack, desk }) =>
    desk === null ? lack : `${lack} ${desk.desk}`,
  );
};

describe("the ground for passing on", () => {
  it("a yes is for the service that it names, and for no other", () => {
    expect(lacks([])).toEqual(["not-asked desk-a"]);
    expect(lacks([yes("desk-b")])).toEqual(["not-asked desk-a"]);
    expect(lacks([yes("desk-a")])).toEqual([]);
    expect(lacks([yes("org-a")])).toEqual([]);
    expect(lacks([yes("desk-a")], { desks: [clinic, lawyer] })).toEqual(["not-asked desk-b"]);
    expect(lacks([yes("desk-a"), yes("desk-b")], { desks: [clinic, lawyer] })).toEqual([]);
    // As older programs wrote it: a yes that names nobody is one for nobody.
    expect(lacks([share("yes")])).toEqual(["names-nobody desk-a"]);
  });

  it("a no, a taking back, a day that has passed: each is named", () => {
    expect(lacks([yes("desk-a"), share("no")])).toEqual(["said-no desk-a"]);
    expect(lacks([share("not-yet", { recipients: ["desk-a"] })])).toEqual(["said-no desk-a"]);
    expect(lacks([yes("desk-a"), share("taken-back")])).toEqual(["taken-back desk-a"]);
    expect(lacks([yes("desk-a"), yes("desk-b"), share("taken-back", { recipients: ["desk-a"] })])).toEqual([
      "taken-back desk-a",
    ]);
    expect(
      lacks([yes("desk-a"), yes("desk-b"), share("taken-back", { recipients: ["desk-a"] })], { desks: [lawyer] }),
    ).toEqual([]);
    expect(lacks([share("yes", { recipients: ["desk-a"], until: today })])).toEqual([]);
    expect(lacks([share("yes", { recipients: ["desk-a"], until: "2026-11-30" })])).toEqual(["ran-out desk-a"]);
    // No longer wanting help at all takes this back as well; a yes that knows so stands.
    const help = share("taken-back", { purpose: "assistance" });
    expect(lacks([yes("desk-a"), help])).toEqual(["taken-back desk-a"]);
    expect(lacks([help, yes("desk-a")])).toEqual([]);
    // A no to this service's own help says nothing of others.
    expect(lacks([yes("desk-a"), share("no", { purpose: "assistance" })])).toEqual([]);
  });

  it("other grounds need a reason and that the person was told; child protection needs a child", () => {
    const other = { basis: "danger", words: "Injured, and nobody else is here.", told: "Told on the way." };
    expect(lacks([], other)).toEqual([]);
    expect(lacks([], { ...other, words: " ", told: "" })).toEqual(["no-reason", "not-told"]);
    expect(lacks([], { ...other, basis: "child" })).toEqual(["no-child"]);
    expect(lacks([], { ...other, basis: "child", child: true })).toEqual([]);
    expect(lacks([], { ...other, purpose: "prevention" })).toEqual(["prevention-by-yes"]);
    expect(lacks([yes("desk-a")], { purpose: "prevention" })).toEqual([]);
    expect(lacks([yes("desk-a")], { purpose: "prevention", child: true })).toEqual(["prevention-by-yes"]);
  });

  it("what the gate lets through is due to be told by nothing that stood then", () => {
    fc.assert(
      fc.property(journalsOf(saidOf("choice")), (journal) => {
        const open = lackingFor(journal.care.sharing, today, { ...wish, desks: [clinic, lawyer] }).length === 0;
        if (!open) return;
        const passed = {
          ...{ topic: "passed", passed: "1", how: "sent", case: "case-1", reference: null, desk: clinic },
          ...{ fallback: lawyer, to: null, purpose: "assistance", basis: "consent", words: null, told: null },
          ...{ what: [], state: "stands" },
        } as const;
        const entry = journal.say(passed);
        expect(journal.flagsOf(entry)).toEqual([]);
        expect(journal.care.timeline).toHaveLength(journal.arrivals.length);
      }),
      { numRuns: 500 },
    );
  });
});
