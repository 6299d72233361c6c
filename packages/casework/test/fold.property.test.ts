import fc from "fast-check";
import { expect, test } from "vitest";
import type { Arrival, ForeignEnvelope } from "../src/arrival.ts";
import type { Envelope } from "../src/envelope.ts";
import { isIdle } from "../src/flags.ts";
import { fold } from "../src/fold.ts";
import type { CaseState } from "../src/state.ts";
import {
  caseKey,
  Journal,
  minute,
  phone,
  server,
  shelter,
  start,
  station,
  stranger,
  unit,
  uuid,
} from "./support/journal.ts";

const deciding = ["opened", "accepted", "declined", "withdrawn", "passed-on", "second", "unknown"] as const;
const adding = ["keyed", "resealed", "erased", "noted", "attached", "broke-glass", "recorded"] as const;
const kinds = [...deciding, ...adding, "accepted"] as const;
const step = fc.record({
  kind: fc.constantFrom(...kinds),
  desk: fc.constantFrom(station, shelter, unit, stranger),
  author: fc.constantFrom(uuid("b"), uuid("d"), phone, server),
  /** Which earlier entries the author knew: a subset, by bits. */
  knew: fc.integer({ min: 0, max: 2 ** 12 - 1 }),
  skew: fc.integer({ min: -120, max: 120 }),
  received: fc.option(fc.integer({ min: 1, max: 180 })),
  seq: fc.option(fc.integer({ min: 1, max: 4 })),
  /** Version of a key, hours, and which team. */
  n: fc.integer({ min: 1, max: 3 }),
  team: fc.option(fc.subarray([uuid("b"), uuid("d"), phone], { minLength: 1 })),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Any history that could be written, honest or not: each step knows some of the earlier ones. */
function write(
  steps: readonly Step[],
  skewed = true,
  known: (step: Step, at: number) => boolean = ({ knew }, at) => ((knew >>> (at % 12)) & 1) === 1,
) {
  const journal = new Journal();
  const arrivals: Arrival[] = [
    { envelope: journal.referred({ time: start }), receivedAt: new Date(start).toISOString() },
  ];
  for (const one of steps) {
    const before = arrivals.map((arrival) => arrival.envelope.id);
    const parents = before.filter((_, at) => known(one, at));
    const time = start + (arrivals.length + (skewed ? one.skew : 0)) * minute;
    const { desk: sender, author, seq } = one;
    const options = { parents, time, sender, author, ...(seq === null || !skewed ? {} : { seq }) };
    const envelope = make(journal, one, before, options);
    arrivals.push(
      one.received === null
        ? { envelope }
        : { envelope, receivedAt: new Date(start + one.received * minute).toISOString() },
    );
  }
  return arrivals;
}

function make(
  journal: Journal,
  { kind, n, team, knew }: Step,
  before: readonly string[],
  options: Parameters<Journal["withdrawn"]>[0] & object,
): Envelope | ForeignEnvelope {
  const first = before[0] ?? "";
  switch (kind) {
    case "keyed":
      return journal.keyed({ ...options, version: n, team });
    case "resealed":
      return journal.resealed(first, { ...options, to: caseKey(n) });
    case "erased":
      return journal.erased(before[knew % before.length] ?? first, [n === 1 ? "file" : "story"], options);
    case "recorded":
      return journal.recorded(options);
    case "noted":
      return journal.noted(options);
    case "attached":
      return journal.attached(n === 1 ? options : { ...options, replaces: before[knew % before.length] ?? first });
    case "broke-glass":
      return journal.brokeGlass({ ...options, hours: n });
    case "opened":
      return journal.opened(first, options);
    case "accepted":
      return journal.accepted(options);
    case "declined":
      return journal.declined(options);
    case "withdrawn":
      return journal.withdrawn(options);
    case "passed-on":
      return journal.passedOn(options);
    case "second":
      return journal.referred(options);
    case "unknown":
      return { ...journal.withdrawn(options), kind: "from-a-newer-program", extra: [1, null, { deep: true }] };
  }
}

const histories = fc.array(step, { maxLength: 10 }).map((steps) => write(steps));
const shuffled = histories.chain((arrivals) =>
  fc.tuple(fc.constant(arrivals), fc.shuffledSubarray(arrivals, { minLength: arrivals.length }), fc.subarray(arrivals)),
);

test("any order of arrival, with duplicates, gives the same state", () => {
  fc.assert(
    fc.property(shuffled, ([arrivals, order, again]) => {
      expect(fold([...again, ...order, ...again])).toEqual(fold(arrivals));
    }),
    { numRuns: 1000 },
  );
});

test("any part first, then the rest, gives the state of all; the part alone is a state too", () => {
  fc.assert(
    fc.property(shuffled, ([arrivals, , part]) => {
      const early = fold(part);
      expect(early.timeline.length).toBe(part.length);
      const rest = arrivals.filter((arrival) => !part.includes(arrival));
      expect(fold([...part, ...rest])).toEqual(fold(arrivals));
    }),
    { numRuns: 500 },
  );
});

test("nothing is ever lost: every entry is in the timeline, every unknown one as it came", () => {
  fc.assert(
    fc.property(histories, (arrivals) => {
      const folded = fold(arrivals);
      expect(folded.timeline.map((item) => item.entry).sort()).toEqual(
        arrivals.map((arrival) => arrival.envelope.id).sort(),
      );
      const strange = arrivals.filter((arrival) => arrival.envelope.kind === "from-a-newer-program");
      expect(folded.unknown).toHaveLength(strange.length);
    }),
  );
});

test("entries of any other shape never break it, and change no status", () => {
  const odd = fc.array(
    fc.tuple(
      fc.uuid(),
      fc.string(),
      fc.dictionary(fc.constantFrom("parents", "author", "seq", "case", "sender", "v"), fc.jsonValue()),
    ),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(histories, odd, (arrivals, extras) => {
      const strange = extras.map(([id, kind, fields]) => ({
        envelope: { ...fields, id, kind: `x-${kind}` } as ForeignEnvelope,
      }));
      const without = fold(arrivals);
      const folded = fold([...arrivals, ...strange]);
      expect(folded.status).toBe(without.status);
      expect(folded.unknown.length).toBe(
        without.unknown.length + new Set(strange.map((one) => JSON.stringify(one))).size,
      );
    }),
  );
});

test("a permitted withdrawal always stands, whatever else was written", () => {
  fc.assert(
    fc.property(histories, fc.boolean(), (arrivals, knowing) => {
      const parents = knowing ? arrivals.map((arrival) => arrival.envelope.id) : [arrivals[0]?.envelope.id ?? ""];
      const withdrawn = new Journal().withdrawn({ parents, author: uuid("e"), sender: station });
      const folded = fold([...arrivals, { envelope: withdrawn }]);
      expect(folded).toMatchObject({ status: "withdrawn", holder: null });
      // An acceptance that an earlier withdrawal knew of was in force until then, and stays named.
      const others = arrivals.some((arrival) => arrival.envelope.kind === "withdrawn");
      for (const arrival of arrivals) {
        if (arrival.envelope.kind !== "accepted" || knowing || others) continue;
        const item = folded.timeline.find((one) => one.entry === arrival.envelope.id);
        expect(isIdle(item?.flags ?? [])).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("each status is reached only by entries whose author might write them", () => {
  const seen = new Set<string>();
  const effective = (folded: CaseState, kind: string, desks: readonly unknown[]) =>
    folded.timeline.some(
      (item) => item.kind === kind && !isIdle(item.flags) && desks.some((desk) => desk === item.desk),
    );
  fc.assert(
    fc.property(histories, (arrivals) => {
      const folded = fold(arrivals);
      if (folded.status === "no-referral") throw new Error("the referral is always there");
      seen.add(folded.status);
      const turned = effective(folded, "declined", [shelter]) || folded.passedOn;
      if (folded.status === "withdrawn") expect(effective(folded, "withdrawn", [station, shelter, unit])).toBe(true);
      if (folded.status === "accepted") {
        const { answeredBy } = folded;
        expect([shelter, unit]).toContain(answeredBy?.desk);
        const counting = folded.timeline.filter((item) => item.kind === "accepted" && !isIdle(item.flags));
        expect(counting.map((item) => item.entry)).toEqual([answeredBy?.entry]);
        expect(folded.holder).toBe(answeredBy?.desk);
      }
      if (folded.status === "declined") expect(folded.declinedBy).toHaveLength(2);
      if (folded.status === "passed-on") expect(turned).toBe(true);
      if (folded.status === "waiting") expect(turned).toBe(false);
      for (const item of folded.timeline) {
        if (item.desk === stranger && ["accepted", "declined", "opened", "withdrawn"].includes(item.kind))
          expect(isIdle(item.flags)).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
  expect([...seen].sort()).toEqual(["accepted", "declined", "passed-on", "waiting", "withdrawn"]);
});

test("clocks up to two hours wrong change nothing where the parents say the order", () => {
  const everything = () => true;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
      const honest = steps.map((one) => ({ ...one, seq: null }));
      const right = write(honest, false, everything);
      const wrong = reclock(right, honest);
      expect(withoutClocks(fold(wrong), wrong)).toEqual(withoutClocks(fold(right), right));
    }),
    { numRuns: 500 },
  );
});

/** The same history, by authors whose clocks are wrong: other ids, other times. */
function reclock(arrivals: readonly Arrival[], steps: readonly Step[]): Arrival[] {
  const journal = new Journal();
  const ids = new Map<string, string>();
  return arrivals.map(({ envelope, ...rest }, at) => {
    const time = start + (at + (steps[at - 1]?.skew ?? 0)) * minute;
    const { id, at: clock } = journal.withdrawn({ time });
    ids.set(envelope.id, id);
    const text = JSON.stringify({ ...envelope, id, at: clock }).replace(
      /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
      (old) => ids.get(old) ?? old,
    );
    return { ...rest, envelope: JSON.parse(text) as Envelope };
  });
}

function withoutClocks(folded: CaseState, arrivals: readonly Arrival[]): unknown {
  const names = new Map(arrivals.map(({ envelope }, at) => [envelope.id, `entry ${at}`]));
  return JSON.parse(JSON.stringify(folded), (key, value: unknown) => {
    if (key === "at" || key === "parents" || key === "reference") return undefined;
    return typeof value === "string" ? (names.get(value) ?? value) : value;
  });
}

test("two thousand entries take a bounded multiple of two hundred", () => {
  const build = (count: number) => {
    const steps = fc.sample(step, { numRuns: count, seed: 7 });
    const journal = new Journal();
    const first = journal.referred();
    const arrivals: Arrival[] = [{ envelope: first }];
    for (const one of steps) {
      const parents = arrivals.slice(-3).map((arrival) => arrival.envelope.id);
      arrivals.push({ envelope: make(journal, one, [first.id], { parents, sender: one.desk, author: one.author }) });
    }
    return arrivals.reverse();
  };
  const best = (arrivals: readonly Arrival[]) => {
    let least = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 5; run += 1) {
      const from = performance.now();
      expect(fold(arrivals).timeline).toHaveLength(arrivals.length);
      least = Math.min(least, performance.now() - from);
    }
    return least;
  };
  const [small, large] = [build(200), build(2000)];
  best(small);
  const ratio = best(large) / best(small);
  // Ten times the entries: 10 is linear, 100 quadratic. Linear with a little more, on a busy machine too.
  expect(ratio).toBeLessThan(50);
});
