import { problems } from "@threshold/contract/errors";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Actor } from "../src/actor.ts";
import type { Arrival } from "../src/arrival.ts";
import { dueAt, isPassedOn } from "../src/due.ts";
import type { DeskAddress, Envelope, Referred } from "../src/envelope.ts";
import { isIdle } from "../src/flags.ts";
import { fold } from "../src/fold.ts";
import { mayRead, mayWrite } from "../src/policy.ts";
import { openingLasts } from "../src/read-rules.ts";
import type { ReferredCase } from "../src/state.ts";
import { answerers, holder, statusAt } from "../src/turn.ts";
import { Journal, minute, phone, server, shelter, start, station, stranger, unit, uuid } from "./support/journal.ts";

const member = (desk: DeskAddress, id = uuid("b")): Actor => ({
  kind: "member",
  id,
  organisation: desk.organisation,
  desks: [desk],
  roles: ["caseworker"],
});
const device: Actor = { kind: "device", id: phone, organisation: station.organisation, desks: [station], roles: [] };
const machine: Actor = { kind: "server", id: server, organisation: null, desks: [], roles: [] };
const later = (minutes: number) => start + minutes * minute;
const received = (envelope: Envelope, minutes: number): Arrival => ({
  envelope,
  receivedAt: new Date(later(minutes)).toISOString(),
});
const empty = fold([]);
function folded(...arrivals: Arrival[]): ReferredCase {
  const state = fold(arrivals);
  if (state.status === "no-referral") throw new Error("no referral");
  return state;
}
const refused = (why: string) => ({ ok: false, why });

test("due is the server's receipt and the minutes to answer; at that very moment it has not passed", () => {
  const receipt = "2026-11-02T12:00:00.000Z";
  expect(dueAt(receipt, 60)).toBe("2026-11-02T13:00:00.000Z");
  expect(isPassedOn(receipt, 60, false, later(60))).toBe(false);
  expect(isPassedOn(receipt, 60, false, later(60) + 1)).toBe(true);
  expect(isPassedOn(receipt, 60, true, later(600))).toBe(false);
});

test("a phone may refer from its own desk only, once in a case, on a basis that covers whoever it is sealed to", () => {
  const journal = new Journal();
  const referred = journal.referred();
  expect(mayWrite(referred, device, empty, start)).toEqual({ ok: true });
  expect(mayWrite(referred, { ...device, id: uuid("b") }, empty, start)).toEqual(refused("not-allowed"));
  expect(mayWrite({ ...referred, sender: shelter }, device, empty, start)).toEqual(refused("wrong-desk"));
  expect(mayWrite(journal.referred(), device, folded(received(referred, 0)), start)).toEqual(refused("not-allowed"));
  expect(mayWrite({ ...referred, parts: [] }, device, empty, start)).toEqual(refused("part-mismatch"));
  expect(mayWrite({ ...referred, fallback: shelter }, device, empty, start)).toEqual(refused("bad-request"));
  const { basis } = referred;
  for (const recipients of [[], [shelter.organisation], [unit.organisation]]) {
    expect(mayWrite({ ...referred, basis: { ...basis, recipients } }, device, empty, start)).toEqual(
      refused("no-basis"),
    );
  }
  expect(mayWrite({ ...referred, basis: { ...basis, code: "child" } }, device, empty, start)).toEqual(
    refused("no-basis"),
  );
  expect(mayWrite({ ...referred, child: true, basis: { ...basis, code: "child" } }, device, empty, start)).toEqual({
    ok: true,
  });
});

test("help before anything happens rests on an adult's own yes and on nothing else", () => {
  const referred = new Journal().referred();
  const asked = (code: Referred["basis"]["code"], child: boolean) =>
    mayWrite({ ...referred, child, basis: { ...referred.basis, code, purpose: "prevention" } }, device, empty, start);
  expect(asked("consent", false)).toEqual({ ok: true });
  expect(asked("consent", true)).toEqual(refused("no-basis"));
  for (const code of ["child", "unable", "danger", "duty-in-law"] as const) {
    expect(asked(code, true), code).toEqual(refused("no-basis"));
    expect(asked(code, false), code).toEqual(refused("no-basis"));
  }
});

test("only a member of the first receiver's desk may answer at first, the fallback from the end of the time on", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const state = folded(received(referred, 0));
  const accepted = (sender: DeskAddress) => journal.accepted({ parents: [referred], sender });
  expect(mayWrite(accepted(shelter), member(shelter), state, start)).toEqual({ ok: true });
  expect(mayWrite(accepted(unit), member(unit), state, later(60))).toEqual(refused("wrong-desk"));
  expect(mayWrite(accepted(unit), member(unit), state, later(60) + 1)).toEqual({ ok: true });
  expect(mayWrite(accepted(shelter), member(shelter), state, later(600))).toEqual({ ok: true });
  expect(mayWrite(accepted(station), member(station), state, later(600))).toEqual(refused("wrong-desk"));
  expect(mayWrite({ ...accepted(station), author: phone }, device, state, start)).toEqual(refused("not-allowed"));
  expect([statusAt(state, later(60)), statusAt(state, later(61))]).toEqual(["waiting", "passed-on"]);
  expect([holder(state, later(60)), holder(state, later(61))]).toEqual([shelter, unit]);
  expect(answerers(state, later(61))).toEqual([shelter, unit]);
});

test("without a fallback nothing passes on", () => {
  const referred = new Journal().referred({ fallback: null });
  const state = folded(received(referred, 0));
  expect(statusAt(state, later(9999))).toBe("waiting");
  expect(holder(state, later(9999))).toEqual(shelter);
  const passed = new Journal().passedOn({ parents: [referred] });
  expect(mayWrite(passed, machine, state, later(9999))).toEqual(refused("not-allowed"));
});

test("passed-on is the server's to write, once the time is over and nobody answered", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const state = folded(received(referred, 0));
  const passed = journal.passedOn({ parents: [referred] });
  expect(mayWrite(passed, machine, state, later(60))).toEqual(refused("not-allowed"));
  expect(mayWrite(passed, machine, state, later(61))).toEqual({ ok: true });
  expect(mayWrite({ ...passed, author: phone }, device, state, later(61))).toEqual(refused("not-allowed"));
  expect(mayWrite({ ...journal.accepted({ parents: [referred] }), author: server }, machine, state, later(61))).toEqual(
    refused("not-allowed"),
  );
  const again = journal.passedOn({ parents: [passed] });
  expect(mayWrite(again, machine, folded(received(referred, 0), received(passed, 61)), later(62))).toEqual(
    refused("not-allowed"),
  );
});

test("who declined may not come back, and what is answered stays answered", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const declined = journal.declined({ parents: [referred] });
  const turned = folded(received(referred, 0), received(declined, 5));
  expect(mayWrite(journal.accepted({ parents: [declined] }), member(shelter), turned, later(6))).toEqual(
    refused("already-answered"),
  );
  const byFallback = journal.accepted({ parents: [declined], sender: unit, author: uuid("d") });
  expect(mayWrite(byFallback, member(unit, uuid("d")), turned, later(6))).toEqual({ ok: true });
  const done = folded(received(referred, 0), received(declined, 5), received(byFallback, 6));
  const again = journal.declined({ parents: [byFallback], sender: unit, author: uuid("d") });
  expect(mayWrite(again, member(unit, uuid("d")), done, later(7))).toEqual(refused("already-answered"));
  expect(
    mayWrite(
      journal.accepted({ parents: [referred], agreedAt: "2026-11-02T12:00:00Z" }),
      member(shelter),
      turned,
      start,
    ),
  ).toEqual(refused("bad-request"));
});

test("a withdrawal is for the sender's phone and desk, and for the desk that holds it", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const state = folded(received(referred, 0));
  expect(mayWrite(journal.withdrawn({ parents: [referred] }), device, state, later(1))).toEqual({ ok: true });
  const from = (sender: DeskAddress, author = uuid("b")) => journal.withdrawn({ parents: [referred], sender, author });
  expect(mayWrite(from(station), member(station), state, later(1))).toEqual({ ok: true });
  expect(mayWrite(from(shelter), member(shelter), state, later(1))).toEqual({ ok: true });
  expect(mayWrite(from(unit), member(unit), state, later(1))).toEqual(refused("wrong-desk"));
  expect(mayWrite(from(unit), member(unit), state, later(61))).toEqual({ ok: true });
  expect(mayWrite(from(stranger), member(stranger), state, later(61))).toEqual(refused("wrong-desk"));
  const gone = folded(received(referred, 0), received(from(station, uuid("e")), 2));
  for (const entry of [
    journal.accepted({ parents: [referred] }),
    journal.declined({ parents: [referred] }),
    journal.opened(referred, { parents: [referred] }),
  ]) {
    expect(mayWrite(entry, member(shelter), gone, later(3))).toEqual(refused("no-basis"));
  }
});

test("numbers, ids and parents have to fit the case", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const opened = journal.opened(referred, { parents: [referred] });
  const state = folded(received(referred, 0), received(opened, 1));
  const next = journal.accepted({ parents: [opened] });
  expect(mayWrite({ ...next, id: opened.id }, member(shelter), state, later(2))).toEqual(refused("entry-differs"));
  expect(mayWrite({ ...next, seq: 1 }, member(shelter), state, later(2))).toEqual(refused("seq-taken"));
  expect(mayWrite({ ...next, parents: [uuid("9")] }, member(shelter), state, later(2))).toEqual(
    refused("parent-unknown"),
  );
  expect(mayWrite({ ...next, parents: [] }, member(shelter), state, later(2))).toEqual(refused("parent-unknown"));
  expect(mayWrite({ ...next, case: uuid("8") }, member(shelter), state, later(2))).toEqual(refused("not-found"));
  expect(mayWrite(next, member(shelter), empty, later(2))).toEqual(refused("parent-unknown"));
  const wrong = journal.opened(opened, { parents: [opened] });
  expect(mayWrite(wrong, member(shelter), state, later(2))).toEqual(refused("not-found"));
});

test("who may read what, and when", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const state = folded(received(referred, 0));
  const table = [
    // actor, minutes, standing, card, story, answer
    [member(shelter), 1, "yes", "yes", "purpose-first", "yes"],
    [member(unit), 1, "not-found", "not-found", "not-found", "not-found"],
    [member(unit), 61, "yes", "yes", "purpose-first", "yes"],
    [member(station), 1, "yes", "wrong-desk", "wrong-desk", "yes"],
    [device, 1, "yes", "not-allowed", "not-allowed", "not-allowed"],
    [{ ...device, id: uuid("e") }, 1, "not-found", "not-found", "not-found", "not-found"],
    [member(stranger), 999, "not-found", "not-found", "not-found", "not-found"],
  ] as const;
  for (const [actor, minutes, ...expected] of table) {
    const answers = (["standing", "card", "story", "answer"] as const).map((part) => {
      const permission = mayRead(part, actor, { state }, later(minutes));
      return permission.ok ? "yes" : permission.why;
    });
    expect(answers).toEqual(expected);
  }
});

test("a story opens for fifteen minutes, for whoever said what for, in that case, at a desk that may", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const opened = journal.opened(referred, { parents: [referred] });
  const state = folded(received(referred, 0), received(opened, 10));
  const read = (actor: Actor, opening: string | undefined, now: number) =>
    mayRead("story", actor, { state, ...(opening === undefined ? {} : { opening }) }, now);
  expect(read(member(shelter), opened.id, later(10))).toEqual({ ok: true });
  expect(read(member(shelter), opened.id, later(10) + openingLasts - 1)).toEqual({ ok: true });
  expect(read(member(shelter), opened.id, later(10) + openingLasts)).toEqual(refused("purpose-first"));
  expect(read(member(shelter, uuid("d")), opened.id, later(11))).toEqual(refused("purpose-first"));
  expect(read(member(shelter), undefined, later(11))).toEqual(refused("purpose-first"));
  expect(read(member(shelter), referred.id, later(11))).toEqual(refused("purpose-first"));
  const unreceived = folded(received(referred, 0), { envelope: opened });
  expect(mayRead("story", member(shelter), { state: unreceived, opening: opened.id }, later(11))).toEqual(
    refused("purpose-first"),
  );
});

test("after an acceptance only the desk that accepted reads on; after a withdrawal nobody does", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const passed = journal.passedOn({ parents: [referred] });
  const accepted = journal.accepted({ parents: [passed], sender: unit, author: uuid("d") });
  const state = folded(received(referred, 0), received(passed, 61), received(accepted, 62));
  expect(mayRead("card", member(unit), { state }, later(63))).toEqual({ ok: true });
  expect(mayRead("card", member(shelter), { state }, later(63))).toEqual(refused("wrong-desk"));
  expect(mayRead("standing", member(shelter), { state }, later(63))).toEqual({ ok: true });
  const withdrawn = journal.withdrawn({ parents: [accepted] });
  const gone = folded(received(referred, 0), received(passed, 61), received(accepted, 62), received(withdrawn, 63));
  expect(mayRead("card", member(unit), { state: gone }, later(64))).toEqual(refused("no-basis"));
  expect(mayRead("answer", member(unit), { state: gone }, later(64))).toEqual(refused("no-basis"));
  expect(mayRead("standing", member(unit), { state: gone }, later(64))).toEqual({ ok: true });
});

test("every refusal has its place in the catalogue of errors", () => {
  const refusals = [
    "bad-request",
    "not-allowed",
    "not-found",
    "wrong-desk",
    "already-answered",
    "no-basis",
    "entry-differs",
    "seq-taken",
    "parent-unknown",
    "part-mismatch",
    "purpose-first",
  ] as const;
  for (const why of refusals) expect(problems[why].code).toMatch(/^T-\d{4}$/);
});

test("a fallback that accepted sees that the choice was withdrawn meanwhile", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const accepted = journal.accepted({ parents: [referred], sender: unit, author: uuid("d") });
  const withdrawn = journal.withdrawn({ parents: [referred] });
  const state = folded(received(referred, 0), received(accepted, 62), received(withdrawn, 63));
  expect(state).toMatchObject({ status: "withdrawn", flags: [] });
  expect(mayRead("standing", member(unit), { state }, later(64))).toEqual({ ok: true });
  expect(mayRead("card", member(unit), { state }, later(64))).toEqual(refused("no-basis"));
});

test("answered late by the first receiver: the fallback, whose turn it was, is told so and sees no card", () => {
  const journal = new Journal();
  const referred = journal.referred();
  const accepted = journal.accepted({ parents: [referred] });
  const state = folded(received(referred, 0), received(accepted, 61));
  const late = journal.accepted({ parents: [referred], sender: unit, author: uuid("d") });
  const writer = { ...member(unit), id: uuid("d") };
  expect(mayWrite(late, writer, state, later(62).valueOf())).toEqual(refused("already-answered"));
  expect(mayRead("standing", member(unit), { state }, later(62))).toEqual({ ok: true });
  expect(mayRead("card", member(unit), { state }, later(62))).toEqual(refused("wrong-desk"));
  const inTime = folded(received(referred, 0), received(accepted, 59));
  expect(mayRead("standing", member(unit), { state: inTime }, later(62))).toEqual(refused("not-found"));
});

test("what mayWrite lets in has its effect, and what the fold would flag it never lets in", () => {
  const attempt = fc.record({
    kind: fc.constantFrom("opened", "accepted", "declined", "withdrawn", "passedOn"),
    desk: fc.constantFrom(station, shelter, unit, stranger),
    wait: fc.integer({ min: 0, max: 45 }),
    /** How many of the newest entries the author has not heard of. */
    behind: fc.integer({ min: 0, max: 3 }),
  });
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 12 }), (attempts) => {
      const journal = new Journal();
      const referred = journal.referred();
      const log: Arrival[] = [received(referred, 0)];
      let minutes = 0;
      attempts.forEach(({ kind, desk, wait, behind }, at) => {
        minutes += wait;
        const heard = log.slice(0, Math.max(1, log.length - behind));
        const author = kind === "passedOn" ? server : uuid(desk.desk.charAt(0));
        const options = { sender: desk, author, parents: [heard.at(-1)?.envelope.id ?? ""], seq: at + 2 };
        const envelope = kind === "opened" ? journal.opened(referred, options) : journal[kind](options);
        const actor = kind === "passedOn" ? machine : member(desk, author);
        const state = folded(...log);
        if (!mayWrite(envelope, actor, state, later(minutes)).ok) return;
        log.push(received(envelope, minutes));
        const next = folded(...log);
        const item = next.timeline.find((one) => one.entry === envelope.id);
        expect(item?.flags.filter((flag) => isIdle([flag]))).toEqual([]);
        reached.add(next.status);
        if (kind === "accepted") expect(next).toMatchObject({ status: "accepted", holder: desk });
        if (kind === "withdrawn") expect(next.status).toBe("withdrawn");
        expect(state.status === "withdrawn" ? next.status : "withdrawn").toBe("withdrawn");
      });
    }),
    { numRuns: 2000 },
  );
  expect([...reached].sort()).toEqual(["accepted", "declined", "passed-on", "waiting", "withdrawn"]);
});
