import { describe, expect, test } from "vitest";
import type { Arrival } from "../src/arrival.ts";
import type { Envelope } from "../src/envelope.ts";
import { fold } from "../src/fold.ts";
import { standingOf, withStanding } from "../src/standing.ts";
import type { ReferredCase } from "../src/state.ts";
import { brokenBy } from "../src/turn.ts";
import { caseKey, Journal, minute, phone, shelter, start, station, unit, uuid } from "./support/journal.ts";

const [ann, ben, cleo] = [uuid("b"), uuid("d"), uuid("e")];
function state(...entries: readonly Envelope[]): ReferredCase {
  const arrivals: Arrival[] = entries.map((envelope, at) => ({
    envelope,
    receivedAt: new Date(start + at * minute).toISOString(),
  }));
  const folded = fold(arrivals);
  if (folded.status === "no-referral") throw new Error("no referral");
  return folded;
}
const flagsOf = (folded: ReferredCase, entry: Envelope) =>
  folded.timeline.filter((item) => item.entry === entry.id).flatMap((item) => item.flags);

/** Accepted by the shelter, with a key for the whole desk. */
function begun() {
  const journal = new Journal();
  const referred = journal.referred();
  const accepted = journal.accepted({ parents: [referred] });
  const keyed = journal.keyed({ parents: [accepted] });
  return { journal, referred, accepted, keyed };
}

describe("what a desk adds once it has accepted", () => {
  test("a key, the story sealed anew, a note and an attachment stand", () => {
    const { journal, referred, accepted, keyed } = begun();
    const resealed = journal.resealed(referred, { parents: [keyed] });
    const noted = journal.noted({ parents: [keyed] });
    const attached = journal.attached({ parents: [keyed], size: 3 });
    const folded = state(referred, accepted, keyed, resealed, noted, attached);
    expect(folded).toMatchObject({
      key: { entry: keyed.id, version: 1, recipient: caseKey(1), team: null },
      story: resealed.id,
      notes: [noted.id],
      attachments: [{ entry: attached.id, size: 3, erased: false }],
      flags: [],
    });
  });

  test("a file sealed anew takes the place of one that stands before it, once; what names nothing is a file of its own", () => {
    const { journal, referred, accepted, keyed } = begun();
    const first = journal.attached({ parents: [keyed] });
    const second = journal.attached({ parents: [first], replaces: first.id });
    const rival = journal.attached({ parents: [second], replaces: first.id });
    const third = journal.attached({ parents: [rival], replaces: second.id });
    const lost = journal.attached({ parents: [third], replaces: keyed.id });
    const all = [referred, accepted, keyed, first, second, rival, third, lost];
    for (const some of [all, [...all].reverse()])
      expect(state(...some).attachments.map(({ entry, replaces }) => [entry, replaces])).toEqual([
        [first.id, null],
        [second.id, first.id],
        [rival.id, null],
        [third.id, second.id],
        [lost.id, null],
      ]);
  });

  test("nothing of it stands by another desk, or before anybody accepted", () => {
    const { journal, referred, accepted } = begun();
    const elsewhere = journal.keyed({ parents: [accepted], sender: unit, author: ben });
    expect(state(referred, accepted, elsewhere)).toMatchObject({ key: null, flags: ["not-permitted"] });
    const early = journal.noted({ parents: [referred] });
    expect(state(referred, early)).toMatchObject({ notes: [], flags: ["not-permitted"] });
  });

  test("of two keys with one number the first in the order counts, the same for everybody", () => {
    const { journal, referred, accepted } = begun();
    const one = journal.keyed({ parents: [accepted], author: ann, team: [ann] });
    const other = journal.keyed({ parents: [accepted], author: ben, team: [ben] });
    const [first, second] = [one, other].sort((a, b) => (a.id < b.id ? -1 : 1));
    const folded = state(referred, accepted, other, one);
    expect(folded.key?.entry).toBe(first?.id);
    expect(flagsOf(folded, second ?? other)).toEqual(["overtaken"]);
  });

  test("a team is changed from within; somebody outside it changes nothing unless she broke the glass", () => {
    const { journal, referred, accepted } = begun();
    const team = journal.keyed({ parents: [accepted], author: ann, team: [ann] });
    const outside = journal.keyed({ parents: [team], author: ben, team: [ben], version: 2 });
    expect(state(referred, accepted, team, outside)).toMatchObject({ key: { version: 1 }, flags: ["not-permitted"] });
    const broke = journal.brokeGlass({ parents: [team], author: ben, hours: 2 });
    const folded = state(referred, accepted, team, broke, outside);
    expect(folded).toMatchObject({ key: { version: 2, team: [ben] }, flags: [] });
    const without = journal.keyed({ parents: [team], author: ann, team: [cleo], version: 2 });
    expect(state(referred, accepted, team, without)).toMatchObject({ key: { version: 1 }, flags: ["not-permitted"] });
  });

  test("glass is broken from the server's receipt on, for the hours said, for nobody else", () => {
    const { journal, referred, accepted } = begun();
    const team = journal.keyed({ parents: [accepted], author: ann, team: [ann] });
    const broke = journal.brokeGlass({ parents: [team], author: ben, hours: 2 });
    const folded = state(referred, accepted, team, broke);
    const at = start + 3 * minute;
    const actor = (id: string) =>
      ({ kind: "member", id, organisation: shelter.organisation, desks: [shelter], roles: ["caseworker"] }) as const;
    expect(brokenBy(actor(ben), folded, at - 1)).toBeNull();
    expect(brokenBy(actor(ben), folded, at)).toMatchObject({ entry: broke.id });
    expect(brokenBy(actor(ben), folded, at + 120 * minute)).toBeNull();
    expect(brokenBy(actor(cleo), folded, at)).toBeNull();
    expect(brokenBy({ ...actor(ben), desks: [unit] }, folded, at)).toBeNull();
  });

  test("only what was replaced is erased, and a desk's own attachment; also after a withdrawal", () => {
    const { journal, referred, accepted, keyed } = begun();
    const standing = journal.erased(referred, ["story"], { parents: [keyed] });
    expect(state(referred, accepted, keyed, standing)).toMatchObject({ erased: [], flags: ["not-permitted"] });
    const resealed = journal.resealed(referred, { parents: [keyed] });
    const replaced = journal.erased(referred, ["story"], { parents: [resealed] });
    expect(state(referred, accepted, keyed, resealed, replaced)).toMatchObject({
      erased: [{ entry: referred.id, name: "story" }],
      flags: [],
    });
    const attached = journal.attached({ parents: [keyed] });
    const withdrawn = journal.withdrawn({ parents: [attached], sender: shelter, author: ann });
    const gone = journal.erased(attached, ["file"], { parents: [withdrawn] });
    const folded = state(referred, accepted, keyed, attached, withdrawn, gone);
    expect(folded).toMatchObject({ status: "withdrawn", attachments: [{ erased: true }], flags: [] });
    const nothing = journal.erased(uuid("9"), ["file"], { parents: [keyed] });
    expect(state(referred, accepted, keyed, nothing)).toMatchObject({ erased: [], flags: ["of-unknown"] });
  });

  test("names are erased once newer ones are sealed to the key in force, and stay erased under the next key", () => {
    const { journal, referred, accepted, keyed } = begun();
    const first = journal.noted({ parents: [keyed] });
    const early = journal.erased(first, ["person"], { parents: [first] });
    const alone = state(referred, accepted, keyed, first, early);
    expect(alone).toMatchObject({ notes: [first.id], replacedNotes: [], erased: [], flags: ["not-permitted"] });
    const next = journal.keyed({ parents: [first], author: ann, team: [ann], version: 2 });
    const again = journal.noted({ parents: [next], author: ann, to: caseKey(2) });
    const before = [referred, accepted, keyed, first, next];
    expect(state(...before)).toMatchObject({ replacedNotes: [] });
    expect(state(...before, again)).toMatchObject({ notes: [first.id, again.id], replacedNotes: [first.id] });
    const gone = journal.erased(first, ["person"], { parents: [again], author: ann });
    const erased = [...before, again, gone];
    const after = { notes: [again.id], replacedNotes: [], erased: [{ entry: first.id, name: "person" }], flags: [] };
    expect(state(...erased)).toMatchObject(after);
    const third = journal.keyed({ parents: [gone], author: ann, version: 3 });
    expect(state(...erased, third)).toMatchObject(after);
    const standing = journal.erased(again, ["person"], { parents: [third], author: ann });
    expect(state(...erased, third, standing)).toMatchObject({ notes: [again.id], flags: ["not-permitted"] });
  });

  test("a key says whose keys open it, behind the glass too", () => {
    const { journal, referred, accepted } = begun();
    const team = journal.keyed({ parents: [accepted], author: ann, team: [ann] });
    expect(state(referred, accepted, team).key?.sealedTo).toEqual([caseKey(0)]);
  });

  test("a withdrawal stops what did not know it", () => {
    const { journal, referred, accepted, keyed } = begun();
    const withdrawn = journal.withdrawn({ parents: [keyed] });
    const late = journal.noted({ parents: [keyed] });
    expect(flagsOf(state(referred, accepted, keyed, withdrawn, late), late)).toEqual(["late"]);
    const knowing = journal.noted({ parents: [withdrawn] });
    expect(flagsOf(state(referred, accepted, keyed, withdrawn, knowing), knowing)).toEqual(["after-withdrawal"]);
  });
});

describe("when it is next due, and whether it is closed, as whoever recorded last knew it", () => {
  const { journal, referred, accepted, keyed } = begun();
  const first = journal.recorded({ parents: [keyed], author: ann, nextDue: "2026-11-05" });

  test("what was known through entries of other kinds counts no more", () => {
    const opened = journal.opened(referred, { parents: [first], author: ben });
    const later = journal.recorded({ parents: [opened], author: ben, nextDue: "2026-11-20" });
    expect(state(referred, accepted, keyed, first, opened, later)).toMatchObject({ nextDue: "2026-11-20" });
  });

  test("of two side by side the earlier day, and it is open until both knew of its closing", () => {
    const closing = journal.recorded({ parents: [first], author: ann, closed: true });
    const aside = journal.recorded({ parents: [first], author: ben, nextDue: "2026-11-09" });
    const before = [referred, accepted, keyed, first];
    expect(state(...before)).toMatchObject({ closed: false, nextDue: "2026-11-05" });
    expect(state(...before, closing)).toMatchObject({ closed: true, nextDue: null });
    expect(state(...before, closing, aside)).toMatchObject({ closed: false, nextDue: "2026-11-09" });
    const again = journal.recorded({ parents: [closing, aside], author: ben, closed: true });
    expect(state(...before, closing, aside, again)).toMatchObject({ closed: true, nextDue: null });
  });

  test("a child's steps are done once everybody who recorded last says so", () => {
    const done = journal.recorded({ parents: [first], author: ann, stepsDone: true });
    const aside = journal.recorded({ parents: [first], author: ben });
    const before = [referred, accepted, keyed, first];
    expect(state(...before).stepsDone).toBe(false);
    expect(state(...before, done).stepsDone).toBe(true);
    expect(state(...before, done, aside).stepsDone).toBe(false);
  });
});

test("what the server let in within the second of a withdrawal stays: receipts tell no more than the second", () => {
  const { journal, referred, accepted, keyed } = begun();
  const resealed = journal.resealed(referred, { parents: [keyed] });
  const erased = journal.erased(referred, ["story"], { parents: [resealed] });
  const withdrawn = journal.withdrawn({ parents: [referred] });
  const receivedAt = new Date(start + minute).toISOString();
  const folded = fold(
    [referred, accepted, keyed, resealed, erased, withdrawn].map((envelope) => ({ envelope, receivedAt })),
  );
  expect(folded).toMatchObject({
    status: "withdrawn",
    answeredBy: { entry: accepted.id },
    story: resealed.id,
    erased: [{ entry: referred.id, name: "story" }],
    flags: [],
  });
});

describe("how it stands, without another desk's entries", () => {
  const { journal, referred, accepted, keyed } = begun();
  const declined = journal.declined({ parents: [referred], sender: shelter, author: ann });
  const passed = journal.passedOn({ parents: [referred] });
  const withdrawn = journal.withdrawn({ parents: [referred], author: phone, sender: station });
  const whole = [
    [referred],
    [referred, accepted, keyed],
    [referred, declined],
    [referred, passed],
    [referred, withdrawn],
    [referred, accepted, journal.withdrawn({ parents: [accepted], sender: shelter, author: ann })],
  ];

  test("gives the sender the same status, holder and answer as all entries would", () => {
    for (const entries of whole) {
      const all = state(...entries);
      const seen = withStanding(state(referred), standingOf(all));
      expect(seen).toMatchObject({ status: all.status, holder: all.holder, passedOn: all.passedOn });
      expect(seen).toMatchObject({ declinedBy: all.declinedBy });
      if (seen.status === "no-referral") throw new Error("it is there");
      expect(seen.answeredBy?.desk).toEqual(all.answeredBy?.desk);
      expect(seen.withdrawnBy?.desk).toEqual(all.withdrawnBy?.desk);
    }
  });

  test("names no entry, member or time of another desk", () => {
    const all = state(referred, accepted, keyed);
    const text = JSON.stringify(standingOf(all));
    for (const secret of [accepted.id, keyed.id, ann, "2026"]) expect(text).not.toContain(secret);
  });

  test("does not undo what the entries in hand say", () => {
    const taken = state(referred, withdrawn);
    expect(withStanding(taken, standingOf(state(referred)))).toBe(taken);
    const here = state(referred, accepted);
    expect(withStanding(here, standingOf(state(referred)))).toBe(here);
    expect(withStanding(here, standingOf(taken)).status).toBe("withdrawn");
    expect(withStanding(fold([]), standingOf(taken)).status).toBe("no-referral");
  });
});
