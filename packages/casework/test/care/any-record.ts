import fc from "fast-check";
import type { CaseRecord, Topic } from "../../src/care/index.ts";
import { type Heard, Journal, type Said } from "./journal.ts";

/** Each topic with each value that it may have; ids from a few, so that records meet. */
type Content<T extends Topic> = Omit<Extract<CaseRecord, { topic: T }>, "v" | "at" | "topic">;

export const day = fc
  .integer({ min: 0, max: 200 })
  .map((n) => new Date(Date.UTC(2026, 10, 1 + n)).toISOString().slice(0, 10));
const answer = fc.constantFrom(
  ...([null, { known: false, why: "declined" }, { known: false, why: "not-known" }] as const),
  { known: true, value: "word" } as const,
);
const one = <const T extends readonly unknown[]>(...values: T) => fc.constantFrom(...(values as readonly T[number][]));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const interpreter = one("none-needed", "professional", "phone-service", "other-adult", "none-available");
const desks = [null, { organisation: "org-a", desk: "desk-a" }, { organisation: "org-b", desk: "desk-b" }] as const;
/** Leaves keys out now and then, as older programs do. */
const orLeftOut = <T extends object>(value: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> =>
  fc.oneof(value, fc.constant({} as Partial<T>));
const both = <A, B>(first: fc.Arbitrary<A>, second: fc.Arbitrary<B>): fc.Arbitrary<A & B> =>
  fc.tuple(first, second).map(([a, b]) => ({ ...a, ...b }));

export const contents: { readonly [T in Topic]: fc.Arbitrary<Content<T>> } = {
  stage: fc.record({
    stage: one("preliminary", "specialised", "procedural", "judicial"),
    authority: maybe(one("unit", "court")),
    by: answer,
    outcome: one("grounds", "confirmed", "not-now"),
    reason: answer,
    ownView: answer,
  }),
  step: fc.record({ step: one("language", "early-risk"), state: one("begun", "done"), by: answer, found: answer }),
  reflection: fc.record({
    act: fc.oneof(
      fc.record({ is: one("started"), from: day, days: fc.integer({ min: 1, max: 120 }) }),
      fc.record({ is: one("extended"), until: day }),
      fc.record({ is: one("ended"), on: day }),
    ),
    reason: answer,
  }),
  told: fc.record({
    piece: one("rights", "help"),
    language: one("uk", "ar"),
    how: one("spoken", "written", "both"),
    interpreter,
    understood: one("yes", "to-repeat"),
  }),
  choice: both(
    fc.record({
      purpose: one("assistance", "share", "share", "proceedings"),
      chosen: one("yes", "yes", "no", "not-yet", "taken-back"),
      how: one("spoken", "written", "mark", "witness"),
      language: one("uk"),
      interpreter,
      text: one("2026-11"),
      until: maybe(day),
    }),
    both(
      orLeftOut(fc.record({ paper: maybe(one("file")) })),
      orLeftOut(fc.record({ recipients: maybe(fc.subarray(["desk-a", "desk-b", "org-a"])) })),
    ),
  ),
  need: both(
    fc.record({
      need: one("food", "bed"),
      state: one("wanted", "offered", "waiting", "given", "declined", "aside"),
      by: answer,
      note: answer,
    }),
    orLeftOut(fc.record({ outcome: answer })),
  ),
  risk: fc.record({
    risk: one("phone", "family"),
    moment: one("early", "after-event", "before-move", "before-return", "on-return"),
    level: one("high", "some", "none", "not-known"),
    plan: answer,
    by: answer,
    again: maybe(day),
  }),
  "child-step": both(
    fc.record({
      step: one("guardian", "school"),
      state: one("open", "done", "not-needed"),
      by: answer,
      note: answer,
    }),
    both(
      orLeftOut(fc.record({ day: maybe(day), answer: maybe(one("yes", "no", "not-known")) })),
      orLeftOut(
        fc.record({
          how: maybe(one("phone", "met", "written")),
          around: fc.array(fc.record({ who: one("meets", "houses"), said: answer }), { maxLength: 2 }),
        }),
      ),
    ),
  ),
  task: fc.record({
    task: one("a", "b"),
    what: one("call"),
    owner: maybe(one("ana", "bo")),
    by: maybe(day),
    done: fc.boolean(),
  }),
  owner: fc.record({ member: one("ana", "bo", "cy"), note: answer }),
  closed: fc.record({
    reason: one("helped", "her-wish"),
    note: answer,
    unfinished: fc.subarray([
      { step: "guardian", why: "why" },
      { step: "school", why: "" },
      { step: "school", why: "because" },
    ]),
  }),
  reopened: fc.record({ note: answer }),
  evidence: fc.record({
    item: one("x", "y"),
    act: one("found", "taken", "copied", "handed-over", "returned", "left"),
    kind: one("document"),
    what: one("a pay slip"),
    where: answer,
    by: answer,
    power: answer,
    to: answer,
    file: maybe(one("file")),
  }),
  offence: fc.record({
    offence: one("1", "2"),
    what: one("no permit"),
    link: one("made-to", "papers"),
    authority: answer,
    state: one("known", "raised", "dropped", "goes-on"),
    note: answer,
  }),
  wish: fc.record({ wish: one("who-asks", "safe-times"), said: answer }),
  alarm: fc.record({
    alarm: one("1", "2"),
    state: one("missing", "found"),
    since: maybe(one("2026-11-02T10:00:00Z", "2026-11-03T10:00:00Z")),
    note: answer,
  }),
  "alarm-step": fc.record({
    alarm: one("1", "2"),
    step: one("call-police", "border"),
    state: one("open", "done"),
    by: answer,
    note: answer,
  }),
  link: fc.record({
    link: one("1", "2"),
    reference: maybe(one("K7Q4-M2XW")),
    label: one("card 7", "card 8"),
    relation: one("family", "same-place", "same-group", "in-danger", "same-person"),
    state: one("joined", "split"),
    note: answer,
  }),
  passed: fc.record({
    passed: one("1", "2"),
    how: one("sent", "sent", "phone", "paper", "in-person"),
    case: maybe(one("case-1")),
    reference: maybe(one("K7Q4-M2XW")),
    desk: one(...desks),
    fallback: one(null, ...desks),
    to: answer,
    purpose: one("assistance", "protection", "assistance-and-protection", "prevention"),
    basis: one("consent", "consent", "consent", "child", "unable", "danger", "duty-in-law"),
    words: answer,
    told: answer,
    what: fc.subarray(["signs", "languages", "where"]),
    state: one("stands", "stands", "taken-back", "not-sent"),
  }),
};

export const topics = Object.keys(contents) as readonly Topic[];
export const saidOf = (topic: Topic): fc.Arbitrary<Said> =>
  (contents[topic] as fc.Arbitrary<object>).map((content) => ({ topic, ...content }) as Said);
export const foreign: fc.Arbitrary<Said> = fc.constant({ topic: "of-a-newer-version" });
export const said = fc.oneof(...topics.map(saidOf), foreign);

/** A journal that up to four people wrote, each knowing a part of what was there. */
export const journalsOf = (record: fc.Arbitrary<Said>, maxLength = 16): fc.Arbitrary<Journal> =>
  fc
    .array(
      fc.tuple(record, fc.constantFrom("ana", "bo", "cy", "di"), fc.array(fc.nat({ max: 30 }), { maxLength: 4 })),
      { minLength: 1, maxLength },
    )
    .map((all) => {
      const journal = new Journal();
      journal.required = ["guardian", "school"];
      for (const [record, by, known] of all) {
        const ids = journal.arrivals.map((arrival) => arrival.envelope.id);
        const knowing = known.flatMap((n) => (n < ids.length ? [ids[n] ?? ""] : []));
        journal.say(record, { by, knowing: [...new Set(knowing)] });
      }
      return journal;
    });
export const journals = journalsOf(said);

/** Those of these that no other was written in knowledge of, as said in the definition. */
export const headsIn = <R>(all: readonly Heard<R>[]): readonly Heard<R>[] =>
  all.filter((one) => all.every((other) => !other.knew.has(one.id)));
