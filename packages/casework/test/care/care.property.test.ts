import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueOf, foldCare, readRecord, remindersOf } from "../../src/care/index.ts";
import { begin, close, end, extend, Journal, need, reopen, type Said, step } from "./journal.ts";

const day = fc.integer({ min: 0, max: 200 }).map((n) => new Date(Date.UTC(2026, 10, 1 + n)).toISOString().slice(0, 10));
const answer = fc.constantFrom(
  null,
  { known: false, why: "declined" } as const,
  { known: true, value: "word" } as const,
);
const said: fc.Arbitrary<Said> = fc.oneof(
  fc.tuple(day, fc.integer({ min: 1, max: 120 })).map(([from, days]) => begin(from, days)),
  day.map(extend),
  day.map(end),
  fc
    .tuple(fc.constantFrom("wanted", "offered", "waiting", "given", "declined"), fc.constantFrom("food", "bed"))
    .map(([state, id]) => need(state, id)),
  fc
    .tuple(fc.constantFrom("guardian", "school"), fc.constantFrom("open", "done", "not-needed"))
    .map(([id, state]) => step(id, state)),
  fc.constant(close()),
  fc.constant(close([{ step: "guardian", why: "why" }])),
  fc.constant(reopen),
  fc.constantFrom("yes", "no", "not-yet", "taken-back").map(
    (chosen): Said => ({
      ...{ topic: "choice", purpose: "assistance", chosen, how: "spoken", language: "uk" },
      ...{ interpreter: "professional", text: "2026-11", until: null },
    }),
  ),
  fc.tuple(fc.constantFrom("preliminary", "judicial"), fc.constantFrom("grounds", "confirmed", "not-now"), answer).map(
    ([stage, outcome, reason]): Said => ({
      ...{ topic: "stage", stage, authority: null, by: null, outcome, reason, ownView: null },
    }),
  ),
  fc
    .tuple(fc.constantFrom("phone", "family"), fc.constantFrom("high", "some", "none", "not-known"), fc.option(day))
    .map(
      ([risk, level, again]): Said => ({
        ...{ topic: "risk", risk, moment: "early", level, plan: null, by: null, again },
      }),
    ),
  fc
    .tuple(fc.constantFrom("a", "b"), fc.boolean(), fc.option(day))
    .map(([task, done, by]): Said => ({ topic: "task", task, what: "call", owner: null, by, done })),
  fc.constant<Said>({
    topic: "told",
    piece: "rights",
    language: "uk",
    how: "both",
    interpreter: "none-needed",
    understood: "to-repeat",
  }),
  fc.constant<Said>({ topic: "owner", member: "bo", note: null }),
  fc
    .tuple(fc.constantFrom("x", "y"), fc.constantFrom("found", "taken", "copied", "handed-over", "returned", "left"))
    .map(
      ([item, act]): Said => ({
        ...{ topic: "evidence", item, act, kind: "document", what: "a pay slip", where: null, by: null },
        ...{ power: null, to: null, file: null },
      }),
    ),
  fc.constantFrom("known", "raised", "dropped", "goes-on").map(
    (state): Said => ({
      ...{ topic: "offence", offence: "1", what: "no permit", link: "made-to", authority: null, state, note: null },
    }),
  ),
  answer.map((words): Said => ({ topic: "wish", wish: "interviewer", said: words })),
  fc
    .constantFrom("missing", "found")
    .map((state): Said => ({ topic: "alarm", alarm: "1", state, since: null, note: null })),
  fc
    .tuple(fc.constantFrom("police", "photo"), fc.constantFrom("open", "done"))
    .map(([id, state]): Said => ({ topic: "alarm-step", alarm: "1", step: id, state, by: null, note: null })),
  fc.tuple(fc.constantFrom("family", "same-place"), fc.constantFrom("joined", "split")).map(
    ([relation, state]): Said => ({
      ...{ topic: "link", link: "1", reference: null, label: "card 7", relation, state, note: null },
    }),
  ),
  fc.constant<Said>({ topic: "step", step: "language", state: "begun", by: null, found: null }),
  fc.constant<Said>({ topic: "of-a-newer-version" }),
);

/** A journal that up to four people wrote, each knowing a part of what was there. */
const journals = fc
  .array(fc.tuple(said, fc.constantFrom("ana", "bo", "cy", "di"), fc.array(fc.nat({ max: 30 }), { maxLength: 4 })), {
    minLength: 1,
    maxLength: 14,
  })
  .map((all) => {
    const journal = new Journal();
    journal.required = ["guardian", "school"];
    for (const [one, by, known] of all) {
      const ids = journal.arrivals.map((arrival) => arrival.envelope.id);
      const knowing = known.flatMap((n) => (n < ids.length ? [ids[n] ?? ""] : []));
      journal.say(one, { by, knowing: [...new Set(knowing)] });
    }
    return journal;
  });

describe("the fold over what was recorded", () => {
  it("is the same whatever order entries arrive in, and however often", () => {
    fc.assert(
      fc.property(
        journals.chain((journal) =>
          fc.tuple(
            fc.constant(journal),
            fc.shuffledSubarray([...journal.arrivals, ...journal.arrivals], { minLength: journal.arrivals.length * 2 }),
          ),
        ),
        ([journal, shuffled]) => {
          expect(foldCare(shuffled, journal.records, journal)).toEqual(journal.care);
        },
      ),
      { numRuns: 400 },
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

  it("never gives less than thirty days, and an extension that counts never makes it shorter", () => {
    fc.assert(
      fc.property(journals, ({ care }) => {
        if (care.reflection === null) return;
        const { from, until } = care.reflection;
        expect((Date.parse(until) - Date.parse(from)) / 86_400_000).toBeGreaterThanOrEqual(30);
      }),
    );
  });

  it("a no that somebody recorded is not outweighed by a yes that did not know it", () => {
    fc.assert(
      fc.property(journals, ({ care }) => {
        for (const { now, also } of care.choices.values())
          if (now.record.chosen === "yes") for (const other of also) expect(other.record.chosen).not.toBe("taken-back");
      }),
    );
  });

  it("a closed case is due for nothing; an open child's case names each open step", () => {
    fc.assert(
      fc.property(journals, day, (journal, today) => {
        const { care, required } = journal;
        const due = dueOf(care, today, required);
        const reminders = remindersOf(care, today, required);
        if (care.closed !== null) expect([due, reminders]).toEqual([[], []]);
        else {
          const open = required.filter((id) => (care.childSteps.get(id)?.now.record.state ?? "open") === "open");
          expect(due.filter((one) => one.what === "child-step").map((one) => one.id)).toEqual([...open].sort());
        }
        expect([...reminders].sort()).toEqual(reminders);
        for (const one of reminders) expect(one >= today).toBe(true);
      }),
    );
  });

  it("reads back each record as it was written, and nothing that is spoilt", () => {
    fc.assert(
      fc.property(journals, fc.jsonValue(), (journal, junk) => {
        for (const record of journal.records.values())
          expect(readRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
        for (const record of journal.records.values()) {
          const [key] = Object.keys(record).filter((one) => !["v", "at", "topic"].includes(one));
          if (key === undefined) continue;
          const { [key]: _, ...without } = record as unknown as Record<string, unknown>;
          expect(readRecord(without)).toBeNull();
        }
        expect(() => readRecord(junk)).not.toThrow();
      }),
    );
  });
});
