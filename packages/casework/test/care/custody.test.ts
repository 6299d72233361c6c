import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldCare } from "../../src/care/index.ts";
import { headsIn, journalsOf, saidOf } from "./any-record.ts";
import { Journal, type Said } from "./journal.ts";

const link = (act: "found" | "taken" | "handed-over" | "returned" | "left", to: string | null = null): Said => ({
  ...{ topic: "evidence", item: "1", act, kind: "document", what: "a pay slip", where: null, by: null, power: null },
  ...{ to: to === null ? null : { known: true, value: to }, file: null },
});
const holders = (journal: Journal) =>
  journal.care.evidence.get("1")?.ends.map(({ record }) => (record.to?.known ? record.to.value : null));

describe("a chain of custody (VI.6)", () => {
  it("is its links in order, and the last one says who has it", () => {
    const journal = new Journal();
    const entries = [link("found"), link("taken", "the officer"), link("handed-over", "the unit")].map((one) =>
      journal.say(one),
    );
    expect(journal.care.evidence.get("1")?.links.map(({ entry }) => entry)).toEqual(entries);
    expect(journal.care.evidence.get("1")?.links.every(({ beside }) => beside.length === 0)).toBe(true);
    expect(holders(journal)).toEqual(["the unit"]);
  });

  it("shows both links that two people wrote side by side, also of the same act, until somebody records the next in knowledge of both", () => {
    const journal = new Journal();
    const found = journal.say(link("found"));
    const one = journal.say(link("handed-over", "the unit"), { by: "bo", knowing: [found] });
    const other = journal.say(link("handed-over", "the laboratory"), { by: "cy", knowing: [found] });
    const beside = () => journal.care.evidence.get("1")?.links.map((each) => each.beside);
    expect(beside()).toEqual([[], [other], [one]]);
    expect([...(holders(journal) ?? [])].sort()).toEqual(["the laboratory", "the unit"]);

    const half = journal.say(link("returned", "the person"), { by: "bo", knowing: [one] });
    expect([...(holders(journal) ?? [])].sort()).toEqual(["the laboratory", "the person"]);
    journal.say(link("handed-over", "the court"), { by: "di", knowing: [half, other] });
    expect(holders(journal)).toEqual(["the court"]);
    expect(beside()?.slice(1, 3)).toEqual([[other], [one, half]]);
  });

  it("is the same whatever order its links arrive in; none is lost, none comes before one that its author knew", () => {
    fc.assert(
      fc.property(
        journalsOf(fc.oneof(saidOf("evidence"), saidOf("need"))).chain((journal) =>
          fc.tuple(
            fc.constant(journal),
            fc.shuffledSubarray([...journal.arrivals], { minLength: journal.arrivals.length }),
          ),
        ),
        ([journal, arrivals]) => {
          const { evidence } = foldCare(arrivals, journal.records, journal);
          expect(evidence).toEqual(journal.care.evidence);
          const heard = journal.heard("evidence");
          for (const [item, { links, ends }] of evidence) {
            const own = heard.filter(({ record }) => record.item === item);
            expect(links.map(({ entry }) => entry).sort()).toEqual(own.map(({ id }) => id).sort());
            const knew = (entry: string) => own.find(({ id }) => id === entry)?.knew ?? new Set<string>();
            links.forEach(({ entry, beside }, at) => {
              for (const before of links.slice(0, at)) expect(knew(before.entry).has(entry)).toBe(false);
              const unknown = links.filter((one) => one.entry !== entry && !knew(entry).has(one.entry));
              expect(beside).toEqual(unknown.filter((one) => !knew(one.entry).has(entry)).map((one) => one.entry));
            });
            expect(ends.map(({ entry }) => entry).sort()).toEqual(
              headsIn(own)
                .map(({ id }) => id)
                .sort(),
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("wishes", () => {
  it("of two that were written side by side both are shown: the wrong call can put a life in danger", () => {
    const journal = new Journal();
    const wish = (value: string): Said => ({ topic: "wish", wish: "safe-way", said: { known: true, value } });
    const first = journal.say(wish("by post"));
    journal.say(wish("call the friend"), { by: "bo", knowing: [first] });
    journal.say(wish("never call"), { by: "cy", knowing: [first] });
    const standing = journal.care.wishes.get("safe-way");
    expect([standing?.now, ...(standing?.also ?? [])].map((one) => one?.record.said)).toHaveLength(2);
    journal.say(wish("never call"), { by: "di" });
    expect(journal.care.wishes.get("safe-way")?.also).toEqual([]);
  });
});
