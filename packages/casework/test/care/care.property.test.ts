import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueOf, foldCare, isKnownRecord, isTakenBack, readRecord, remindersOf } from "../../src/care/index.ts";
import type { ChoiceRecord } from "../../src/care/record.ts";
import { day, headsIn, journals, journalsOf, saidOf, topics } from "./any-record.ts";
import type { Heard, Journal } from "./journal.ts";

/** Of what people wrote side by side this one counts, from the least to the most careful. */
const careful = {
  stages: ["outcome", "not-now", "grounds", "confirmed"],
  steps: ["state", "done", "begun"],
  told: ["understood", "yes", "to-repeat"],
  choices: ["chosen", "yes", "not-yet", "no", "taken-back"],
  needs: ["state", "declined", "given", "aside", "offered", "waiting", "wanted"],
  risks: ["level", "none", "not-known", "some", "high"],
  childSteps: ["state", "not-needed", "done", "open"],
  offences: ["state", "dropped", "raised", "known", "goes-on"],
  alarms: ["state", "found", "missing"],
  alarmSteps: ["state", "done", "open"],
  links: ["state", "split", "joined"],
  passed: ["state", "not-sent", "taken-back", "stands"],
} as const;

/** What the person said about passing something on to somebody, by the plain definition. */
function saidOfSharing(choices: readonly Heard<ChoiceRecord>[], ids: readonly string[]): readonly string[] {
  const about = choices.filter(
    ({ record }) => record.purpose === "share" || (record.purpose === "assistance" && record.chosen === "taken-back"),
  );
  const names = ({ record }: Heard<ChoiceRecord>) => record.recipients ?? [];
  const named = ids.filter((id) => about.some((one) => names(one).includes(id)));
  if (named.length === 0)
    return headsIn(about.filter((one) => names(one).length === 0)).map((one) => one.record.chosen);
  return named.flatMap((id) =>
    headsIn(
      about.filter((one) => (names(one).length === 0 ? one.record.chosen !== "yes" : names(one).includes(id))),
    ).map((one) => one.record.chosen),
  );
}

const shuffled = journals.chain((journal) =>
  fc.tuple(
    fc.constant(journal),
    fc.shuffledSubarray([...journal.arrivals, ...journal.arrivals], { minLength: journal.arrivals.length * 2 }),
  ),
);

describe("the fold over what was recorded", () => {
  it("is the same whatever order entries arrive in, and however often", () => {
    fc.assert(
      fc.property(shuffled, ([journal, arrivals]) => {
        expect(foldCare(arrivals, journal.records, journal)).toEqual(journal.care);
      }),
      { numRuns: 400 },
    );
  });

  it("is the same at whatever hour the server received them", () => {
    fc.assert(
      fc.property(journals, fc.array(fc.nat({ max: 59 }), { minLength: 16, maxLength: 16 }), (journal, minutes) => {
        const late = journal.arrivals.map((one, n) => ({
          ...one,
          receivedAt: `2026-11-05T12:${String(minutes[n] ?? 0).padStart(2, "0")}:00Z`,
        }));
        const plain = (text: string) => text.replaceAll(/"receivedAt":"[^"]*"/g, "");
        const textOf = (care: Journal["care"]) => plain(JSON.stringify(care, (_, value) => listed(value)));
        expect(textOf(foldCare(late, journal.records, journal))).toBe(textOf(journal.care));
      }),
    );
  });

  it("drops nothing: each record is in the timeline once, of topics that nobody knows too", () => {
    fc.assert(
      fc.property(journals, (journal) => {
        const entries = journal.care.timeline.map((item) => item.entry);
        expect([...entries].sort()).toEqual(journal.arrivals.map((one) => one.envelope.id).sort());
        for (const item of journal.care.timeline) expect(item.record).toEqual(journal.records.get(item.entry));
      }),
    );
  });

  it("says of each thing what the most careful said who knew the others, or was not known by them", () => {
    fc.assert(
      fc.property(journals, (journal) => {
        const { care } = journal;
        for (const [name, [field, ...ranks]] of Object.entries(careful)) {
          const rank = (record: object) => (ranks as readonly string[]).indexOf(String(Object(record)[field]));
          for (const { now, also, all } of care[name as keyof typeof careful].values()) {
            expect(rank(now.record)).toBeGreaterThanOrEqual(0);
            for (const other of also) expect(rank(other.record), name).toBeLessThanOrEqual(rank(now.record));
            expect(all).toContain(now);
            // Whoever is found is found for every alarm: that is not said of one alarm alone.
            if (name === "alarms") continue;
            const heads = headsIn(
              all.map(({ entry: id, record }) => ({ id, record: record as object, knew: journal.knewBy(id) })),
            );
            expect(rank(now.record), name).toBe(Math.max(...heads.map(({ record }) => rank(record))));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("keeps every link of a chain of custody, every wish and every link between people", () => {
    fc.assert(
      fc.property(journals, (journal) => {
        const { care } = journal;
        const links = [...care.evidence.values()].flatMap((chain) => chain.links.map((one) => one.entry));
        expect([...links].sort()).toEqual(journal.heard("evidence").map((one) => one.id));
        for (const chain of care.evidence.values()) expect(chain.ends.length).toBeGreaterThan(0);
        for (const [name, map] of [
          ["wish", care.wishes],
          ["link", care.links],
          ["alarm", care.alarms],
          ["offence", care.offences],
          ["passed", care.passed],
        ] as const) {
          const all = [...map.values()].flatMap((one) => one.all.map(({ entry }) => entry));
          expect([...new Set(all)].sort(), name).toEqual(journal.heard(name).map((one) => one.id));
        }
      }),
    );
  });

  it("never gives less than thirty days, and an extension that counts never makes it shorter", () => {
    fc.assert(
      fc.property(journalsOf(fc.oneof(saidOf("reflection"), saidOf("need"))), ({ care }) => {
        if (care.reflection === null) return;
        const { from, until } = care.reflection;
        expect((Date.parse(until) - Date.parse(from)) / 86_400_000).toBeGreaterThanOrEqual(30);
      }),
      { numRuns: 300 },
    );
  });

  it("a closed case is due for nothing but telling that something was taken back; an open child's case names each open step", () => {
    fc.assert(
      fc.property(journals, day, (journal, today) => {
        const { care, required } = journal;
        const due = dueOf(care, today, required);
        const reminders = remindersOf(care, today, required);
        if (care.closed !== null) expect(due.filter((one) => one.what !== "tell-taken-back")).toEqual([]);
        else {
          const open = required.filter((id) => (care.childSteps.get(id)?.now.record.state ?? "open") === "open");
          expect(due.filter((one) => one.what === "child-step").map((one) => one.id)).toEqual([...open].sort());
        }
        const missing = [...care.alarms.values()].some(({ now }) => now.record.state === "missing");
        if (care.closed === null && missing) expect(due[0]?.what).toBe("missing");
        expect([...reminders].sort()).toEqual(reminders);
        for (const one of reminders) expect(one >= today).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("what was passed on and is taken back", () => {
  const records = fc.oneof(saidOf("choice"), saidOf("choice"), saidOf("passed"), saidOf("closed"));
  /** Of adults: closing one asks for no steps. */
  const sharing = journalsOf(records).map((journal) => Object.assign(journal, { required: [] }));

  it("is due to be told wherever the yes does not stand for one of those who have it, in any order of arrival", () => {
    fc.assert(
      fc.property(sharing, day, (journal, today) => {
        const { care } = journal;
        const choices = journal.heard("choice");
        const expected = [...care.passed].flatMap(
          ([
            id,
            {
              now: { record },
            },
          ]) => {
            const desks = record.fallback === null ? [record.desk] : [record.desk, record.fallback];
            const stopped = desks.some((desk) =>
              saidOfSharing(choices, desk === null ? [] : [desk.desk, desk.organisation]).some(
                (said) => said !== "yes",
              ),
            );
            return record.state === "stands" && record.basis === "consent" && stopped ? [id] : [];
          },
        );
        const due = dueOf(care, today, []).filter((one) => one.what === "tell-taken-back");
        expect(due.map((one) => one.id).sort()).toEqual(expected.sort());
        for (const [id, { now }] of care.passed)
          expect(isTakenBack(care.sharing, now.record)).toBe(expected.includes(id));
      }),
      { numRuns: 600 },
    );
  });

  it("a taking back beats a passing on that did not know of it, and says so there", () => {
    fc.assert(
      fc.property(sharing, (journal) => {
        const taken = journal
          .heard("choice")
          .filter(
            ({ record }) =>
              record.chosen === "taken-back" && record.purpose !== "proceedings" && !record.recipients?.length,
          );
        for (const one of journal.heard("passed")) {
          if (one.record.basis !== "consent" || one.record.state !== "stands") continue;
          const aside = taken.some((other) => !one.knew.has(other.id) && !other.knew.has(one.id));
          if (aside) expect(journal.flagsOf(one.id)).toContain("taken-back-aside");
        }
      }),
      { numRuns: 300 },
    );
  });

  it("what rests on another ground stays where it is", () => {
    fc.assert(
      fc.property(sharing, (journal) => {
        for (const { now } of journal.care.passed.values())
          if (now.record.basis !== "consent") expect(isTakenBack(journal.care.sharing, now.record)).toBe(false);
        for (const { id, record } of journal.heard("passed"))
          if (record.basis !== "consent")
            for (const flag of ["taken-back-aside", "no-yes"]) expect(journal.flagsOf(id)).not.toContain(flag);
      }),
    );
  });
});

describe("records of a newer program", () => {
  it("reads back each record of this one as it was written, also with more in it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...topics).chain(saidOf), fc.jsonValue(), (said, more) => {
        const record = { v: 1, at: "2026-11-02T12:00:00Z", ...said };
        for (const one of [record, { ...record, ofANewerVersion: more }]) {
          const read = readRecord(JSON.parse(JSON.stringify(one)));
          expect(read).toEqual(JSON.parse(JSON.stringify(one)));
          expect(read !== null && isKnownRecord(read)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("keeps one with something missing, or another value than it knows, and counts it for nothing", () => {
    const odd = fc.oneof(fc.constant("of-a-newer-version"), fc.constant(undefined), fc.constant(7), fc.constant({}));
    fc.assert(
      fc.property(journals, fc.nat(), odd, (journal, n, value) => {
        const [id, record] = [...journal.records][n % journal.records.size] ?? ["", null];
        const keys = Object.keys(record ?? {}).filter((key) => key !== "topic");
        const key = keys[n % keys.length] ?? "v";
        const changed = JSON.parse(JSON.stringify({ ...record, [key]: value }));
        const read = readRecord(changed);
        expect(read).toEqual(changed);
        if (read === null || isKnownRecord(read)) return; // Another word, where any word will do.
        const with_ = foldCare(journal.arrivals, new Map(journal.records).set(id, read), journal);
        const without = new Map(journal.records);
        without.delete(id);
        const { timeline, ...state } = with_;
        const { timeline: _, ...expected } = foldCare(journal.arrivals, without, journal);
        expect(state).toEqual(expected);
        expect(timeline.find((item) => item.entry === id)?.record).toEqual(changed);
      }),
      { numRuns: 500 },
    );
  });

  it("one of the next version, or without a time, is none of this program's", () => {
    const one = { v: 1, at: "2026-11-02T12:00:00Z", topic: "reopened", note: null };
    expect(isKnownRecord(one)).toBe(true);
    for (const odd of [
      { ...one, v: 2 },
      { ...one, at: "yesterday" },
      { ...one, topic: "toString" },
    ])
      expect([readRecord(odd), isKnownRecord(odd)]).toEqual([odd, false]);
  });

  it("takes nothing else for a record", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (junk) => {
        const read = readRecord(junk);
        if (read !== null) expect(typeof read.topic).toBe("string");
      }),
    );
  });
});

/** Maps as lists of pairs, for comparing as text. */
const listed = (value: unknown): unknown => (value instanceof Map ? [...value] : value);
