import { expect, test } from "vitest";
import type { Arrival, ForeignEnvelope } from "../src/arrival.ts";
import type { Envelope } from "../src/envelope.ts";
import { fold } from "../src/fold.ts";
import type { ReferredCase } from "../src/state.ts";
import { caseId, Journal, minute, phone, shelter, start, station, stranger, unit, uuid } from "./support/journal.ts";

const at = (minutes: number) => new Date(start + minutes * minute).toISOString();
function state(...entries: readonly (Envelope | ForeignEnvelope | Arrival)[]): ReferredCase {
  const folded = fold(entries.map((entry) => ("envelope" in entry ? (entry as Arrival) : { envelope: entry })));
  if (folded.status === "no-referral") throw new Error("no referral");
  return folded;
}
const flagsOf = (folded: ReferredCase, entry: Envelope | ForeignEnvelope) =>
  folded.timeline.filter((item) => item.entry === entry.id).flatMap((item) => item.flags);

test("a referral waits with its first receiver", () => {
  const referred = new Journal().referred();
  expect(state({ envelope: referred, receivedAt: at(0) })).toMatchObject({
    case: caseId,
    status: "waiting",
    reference: referred.reference,
    sender: station,
    receiver: shelter,
    fallback: unit,
    holder: shelter,
    answeredBy: null,
    due: at(60),
    flags: [],
    unknown: [],
  });
});

test("opened, then accepted: each in the timeline, the answer with its desk", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const opened = journal.opened(referred, { parents: [referred] });
  const accepted = journal.accepted({ parents: [opened], how: "phone", agreedAt: "2026-11-02T12:20:00Z" });
  const folded = state(accepted, referred, opened);
  expect(folded.status).toBe("accepted");
  expect(folded.answeredBy).toEqual({ entry: accepted.id, desk: shelter, how: "phone" });
  expect(folded.openings).toMatchObject([{ entry: opened.id, of: referred.id, purpose: "answer", valid: true }]);
  expect(folded.timeline.map((item) => item.kind)).toEqual(["referred", "opened", "accepted"]);
  expect(folded.flags).toEqual([]);
});

test("declined by the first receiver it is with the fallback; by both, with the sender again", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const first = journal.declined({ parents: [referred] });
  expect(state(referred, first)).toMatchObject({ status: "passed-on", holder: unit, declinedBy: [shelter] });
  const second = journal.declined({ parents: [first], sender: unit, author: uuid("d") });
  expect(state(referred, first, second)).toMatchObject({
    status: "declined",
    holder: station,
    declinedBy: [shelter, unit],
  });
  const alone = new Journal().referred({ fallback: null });
  expect(state(alone, new Journal().declined({ parents: [alone] }))).toMatchObject({
    status: "declined",
    holder: station,
  });
});

test("passed on: the fallback may answer, and so may the first receiver as long as nobody did", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const passed = journal.passedOn({ parents: [referred] });
  expect(state(referred, passed)).toMatchObject({ status: "passed-on", holder: unit, passedOn: true });
  const byFallback = journal.accepted({ parents: [passed], sender: unit, author: uuid("d") });
  expect(state(referred, passed, byFallback)).toMatchObject({ status: "accepted", holder: unit });
  const late = journal.accepted({ parents: [passed] });
  expect(state(referred, passed, late)).toMatchObject({ status: "accepted", holder: shelter });
});

test("a passed-on or an answer of the fallback that the server received before the time was over has no effect", () => {
  const journal = new Journal();
  const referred = { envelope: journal.referred(), receivedAt: at(0) };
  const passed = journal.passedOn({ parents: [referred.envelope] });
  expect(flagsOf(state(referred, { envelope: passed, receivedAt: at(59) }), passed)).toEqual(["too-early"]);
  const answer = journal.accepted({ parents: [referred.envelope], sender: unit, author: uuid("d") });
  expect(state(referred, { envelope: answer, receivedAt: at(60) })).toMatchObject({
    status: "waiting",
    flags: ["too-early"],
  });
  expect(state(referred, { envelope: answer, receivedAt: at(61) })).toMatchObject({ status: "accepted", holder: unit });
});

test("withdrawal beats an acceptance that does not know it, and one that does", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const withdrawn = journal.withdrawn({ parents: [referred] });
  const blind = journal.accepted({ parents: [referred] });
  const folded = state(referred, withdrawn, blind);
  expect(folded).toMatchObject({
    status: "withdrawn",
    holder: null,
    answeredBy: null,
    withdrawnBy: { entry: withdrawn.id },
  });
  expect(flagsOf(folded, blind)).toEqual(["late"]);
  const knowing = journal.accepted({ parents: [withdrawn], author: uuid("d") });
  expect(flagsOf(state(referred, withdrawn, knowing), knowing)).toEqual(["after-withdrawal"]);
});

test("withdrawn after it was accepted: the desk that accepted stays named, so that it can be told", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const accepted = journal.accepted({ parents: [referred] });
  const withdrawn = journal.withdrawn({ parents: [accepted] });
  expect(state(referred, accepted, withdrawn)).toMatchObject({
    status: "withdrawn",
    answeredBy: { desk: shelter },
    flags: [],
  });
});

test("the sender's desk and the holder may withdraw, a stranger may not, the fallback not before its turn", () => {
  for (const [sender, status] of [
    [station, "withdrawn"],
    [shelter, "withdrawn"],
    [unit, "waiting"],
    [stranger, "waiting"],
  ] as const) {
    const journal = new Journal();
    const referred = journal.referred();
    expect(state(referred, journal.withdrawn({ parents: [referred], sender, author: uuid("e") })).status).toBe(status);
  }
});

test("acceptance by the first receiver beats a concurrent one by the fallback", () => {
  for (const [early, late] of [
    [0, 9],
    [9, 0],
  ] as const) {
    const journal = new Journal();
    const referred = journal.referred();
    const passed = journal.passedOn({ parents: [referred] });
    const byFallback = journal.accepted({
      parents: [passed],
      sender: unit,
      author: uuid("d"),
      time: start + early * minute,
    });
    const byReceiver = journal.accepted({ parents: [referred], time: start + late * minute });
    const folded = state(referred, passed, byFallback, byReceiver);
    expect(folded.answeredBy?.entry).toBe(byReceiver.id);
    expect(flagsOf(folded, byFallback)).toEqual(["overtaken"]);
  }
});

test("whoever knew of an acceptance cannot accept or decline it away", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const passed = journal.passedOn({ parents: [referred] });
  const byFallback = journal.accepted({ parents: [passed], sender: unit, author: uuid("d") });
  const second = journal.accepted({ parents: [byFallback] });
  const folded = state(referred, passed, byFallback, second);
  expect(folded.answeredBy?.entry).toBe(byFallback.id);
  expect(flagsOf(folded, second)).toEqual(["already-answered"]);
  const declined = journal.declined({ parents: [byFallback], sender: unit, author: uuid("d") });
  expect(flagsOf(state(referred, passed, byFallback, declined), declined)).toEqual(["already-answered"]);
});

test("an acceptance beats a concurrent decline of the same desk; one made after the own decline has no effect", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const declined = journal.declined({ parents: [referred], author: uuid("d") });
  const accepted = journal.accepted({ parents: [referred] });
  const folded = state(referred, declined, accepted);
  expect(folded).toMatchObject({ status: "accepted", holder: shelter, declinedBy: [] });
  expect(flagsOf(folded, declined)).toEqual(["overtaken"]);
  const after = journal.accepted({ parents: [declined] });
  expect(state(referred, declined, after)).toMatchObject({ status: "passed-on", holder: unit });
});

test("a desk with no part in it changes nothing", () => {
  const journal = new Journal();
  const referred = journal.referred();
  for (const entry of [
    journal.accepted({ parents: [referred], sender: stranger }),
    journal.declined({ parents: [referred], sender: stranger }),
    journal.opened(referred, { parents: [referred], sender: stranger }),
    journal.accepted({ parents: [referred], sender: station }),
  ]) {
    expect(state(referred, entry)).toMatchObject({ status: "waiting", flags: ["not-permitted"] });
  }
  const opened = journal.opened(referred, { parents: [referred], sender: stranger });
  expect(state(referred, opened).openings).toMatchObject([{ entry: opened.id, valid: false }]);
});

test("two envelopes under one id are both kept and flagged, and the same one is followed everywhere", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const one = journal.accepted({ parents: [referred] });
  const other = { ...one, how: "phone" as const, agreedAt: "2026-11-02T12:00:00Z" };
  expect(state(referred, one, other)).toEqual(state(other, one, referred, one));
  const folded = state(referred, one, other);
  expect(folded.timeline.filter((item) => item.entry === one.id)).toHaveLength(2);
  expect(flagsOf(folded, one).sort()).toEqual(["forked", "forked", "set-aside"]);
});

test("an author's number used twice, a missing parent, a circle and another case are flagged", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const one = journal.opened(referred, { parents: [referred], seq: 1 });
  const two = journal.accepted({ parents: [referred], seq: 1 });
  expect(state(referred, one, two)).toMatchObject({ status: "accepted", flags: ["seq-twice"] });
  const orphan = journal.accepted({ parents: [uuid("9")] });
  expect(state(referred, orphan)).toMatchObject({ status: "accepted", flags: ["parent-missing"] });
  const here = journal.opened(referred, {
    author: uuid("d"),
    parents: ["00000000-0000-7000-8000-000000000002"],
    id: "00000000-0000-7000-8000-000000000001",
  });
  const there = journal.opened(referred, {
    author: uuid("e"),
    parents: [here.id],
    id: "00000000-0000-7000-8000-000000000002",
  });
  expect(flagsOf(state(referred, here, there), here)).toEqual(["loop"]);
  expect(flagsOf(state(referred, here, there), there)).toEqual([]);
  const elsewhere = { ...journal.accepted({ parents: [referred] }), case: uuid("8") };
  expect(state(referred, elsewhere)).toMatchObject({ status: "waiting", flags: ["other-case"] });
});

test("a second referral in a case is kept without effect", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const second = journal.referred({ parents: [referred], receiver: stranger });
  expect(state(second, referred)).toMatchObject({ receiver: shelter, flags: ["second-referral"] });
});

test("entries of unknown kinds, versions and shapes are kept as they came", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const accepted = journal.accepted({ parents: [referred] });
  const strange: ForeignEnvelope[] = [
    { id: uuid("5"), kind: "reflection-started", parents: [referred.id], author: phone, seq: 9, until: { day: 30 } },
    { ...accepted, id: uuid("6"), v: 2 },
    { id: uuid("7"), kind: "accepted", parents: "none" },
  ];
  const folded = state(referred, ...strange);
  expect(folded.status).toBe("waiting");
  expect(folded.unknown).toHaveLength(3);
  for (const entry of strange) expect(folded.unknown).toContainEqual(entry);
  expect(folded.timeline).toHaveLength(4);
  expect(state(referred, ...strange, accepted).status).toBe("accepted");
});

test("without a referral there is a state too", () => {
  expect(fold([])).toMatchObject({ status: "no-referral", case: null, timeline: [] });
  const lone = new Journal().accepted({ parents: [uuid("9")] });
  expect(fold([{ envelope: lone }])).toMatchObject({ status: "no-referral", case: caseId, flags: ["parent-missing"] });
});

test("nobody takes a case over with a referral that says it is older: the one received first counts", () => {
  const referred = new Journal().referred();
  const older = new Journal().referred({
    author: uuid("e"),
    sender: stranger,
    receiver: stranger,
    time: start - 90 * minute,
  });
  const folded = state({ envelope: older, receivedAt: at(5) }, { envelope: referred, receivedAt: at(0) });
  expect(folded).toMatchObject({ receiver: shelter, author: phone, flags: ["second-referral"] });
});

test("an author knows what she wrote before, also where the parents do not say so and her clock was set back", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const declined = journal.declined({ parents: [referred], time: start + 60 * minute });
  const accepted = journal.accepted({ parents: [referred], time: start - 60 * minute });
  const folded = state(referred, declined, accepted);
  expect(folded.timeline.map((item) => item.kind)).toEqual(["referred", "declined", "accepted"]);
  expect(folded).toMatchObject({ status: "passed-on", flags: ["already-answered"] });
});

test("what came before a withdrawal is not late: known to it, or received before it", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const opened = journal.opened(referred, { parents: [referred] });
  const accepted = journal.accepted({ parents: [opened] });
  const knowing = journal.withdrawn({ parents: [accepted] });
  expect(state(referred, opened, accepted, knowing)).toMatchObject({ status: "withdrawn", flags: [] });

  const fromPhone = journal.withdrawn({ parents: [referred] });
  const received = [referred, opened, accepted, fromPhone].map((envelope, n) => ({ envelope, receivedAt: at(n) }));
  expect(state(...received)).toMatchObject({ status: "withdrawn", flags: [] });
  const [first, second, third] = received as [Arrival, Arrival, Arrival];
  const late = state(
    first,
    { ...second, receivedAt: at(5) },
    { ...third, receivedAt: at(6) },
    { envelope: fromPhone, receivedAt: at(3) },
  );
  expect(late.status).toBe("withdrawn");
  expect(flagsOf(late, opened)).toEqual(["late"]);
  expect(flagsOf(late, accepted)).toEqual(["late"]);
});
