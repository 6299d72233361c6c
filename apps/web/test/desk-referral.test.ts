import { readFileSync } from "node:fs";
import { type Card, type Envelope, fold, makeUuidV7, mayWrite, type Referred } from "@threshold/casework";
import { assess, type IndicatorList } from "@threshold/identification";
import { describe, expect, it } from "vitest";
import { readingOf } from "../src/desk/referral/case-input.ts";
import {
  accepted,
  callTime,
  declined,
  type Frame,
  headsOf,
  instant,
  opened,
  withdrawn,
} from "../src/desk/referral/entry.ts";
import { answerRecipients, namesOfRecipients, othersThan } from "../src/desk/referral/names.ts";
import { standingOf } from "../src/desk/referral/standing.ts";

const list: IndicatorList = JSON.parse(
  readFileSync(new URL("../../../knowledge/dist/list.json", import.meta.url), "utf8"),
);
const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));
const uuid = () => crypto.randomUUID() as string;
const address = () => ({ organisation: uuid(), desk: uuid() });
const [sender, receiver, fallback, stranger] = [address(), address(), address(), address()];
const keys = { receiver: `age1${"q".repeat(58)}`, fallback: `age1${"p".repeat(58)}`, sender: `age1${"z".repeat(58)}` };
const at = Date.parse("2026-11-02T12:00:00Z");

const referral: Referred = {
  v: 1,
  kind: "referred",
  id: makeUuidV7(at, random),
  case: uuid(),
  parents: [],
  author: uuid(),
  seq: 1,
  at: instant(new Date(at)),
  sender,
  parts: [
    { name: "card", sha256: "0".repeat(64), recipients: [keys.fallback, keys.receiver] },
    { name: "story", sha256: "1".repeat(64), recipients: [keys.fallback, keys.receiver] },
  ],
  reference: "K7QM-4M2X-9",
  receiver,
  fallback,
  urgency: "usual",
  child: false,
  answerWithin: 60,
  basis: { code: "consent", purpose: "assistance", recipients: [receiver.organisation, fallback.organisation] },
};
const member = uuid();
const frame = (seq: number, rest: Partial<Frame> = {}): Frame => ({
  id: makeUuidV7(at + seq, random),
  author: member,
  seq,
  now: new Date(at + seq * 1000),
  desk: receiver,
  parts: [],
  ...rest,
});
const stateOf = (envelopes: readonly Envelope[]) =>
  fold(envelopes.map((envelope) => ({ envelope, receivedAt: instant(new Date(at)) })));
const openOf = (envelopes: readonly Envelope[], minutes: number) => ({
  state: stateOf(envelopes),
  file: { case: referral.case, now: new Date(at + minutes * 60_000).toISOString(), entries: [], parts: [] },
});

describe("entries of this desk", () => {
  const actor = {
    kind: "member",
    id: member,
    organisation: receiver.organisation,
    desks: [receiver],
    roles: ["caseworker"],
  } as const;
  const answer = { name: "answer", sha256: "2".repeat(64), recipients: [keys.receiver] } as const;

  it("are what the server's own policy takes", () => {
    const known: Envelope[] = [referral];
    for (const make of [
      () => opened(frame(1), known, referral, "answer"),
      () => accepted(frame(2), known, referral, null),
      () => accepted(frame(3), known, referral, new Date(at)),
      () => declined(frame(4, { parts: [answer] }), known, referral, stranger),
      () => withdrawn(frame(5), known, referral),
    ]) {
      expect(mayWrite(make(), actor, stateOf(known), at + 60_000)).toEqual({ ok: true });
    }
  });

  it("name the heads they knew, and the case then has one head again", () => {
    const one = opened(frame(1), [referral], referral, "answer");
    const other = opened(frame(2), [referral], referral, "safety");
    expect(headsOf([referral, one, other])).toEqual([one.id, other.id].sort());
    const next = accepted(frame(3), [other, referral, one], referral, null);
    expect(next.parents).toEqual([one.id, other.id].sort());
    expect(headsOf([referral, one, other, next])).toEqual([next.id]);
  });

  it("say how it was accepted", () => {
    expect(accepted(frame(1), [referral], referral, null)).toMatchObject({ how: "desk", agreedAt: null });
    expect(accepted(frame(1), [referral], referral, new Date(at))).toMatchObject({
      how: "phone",
      agreedAt: "2026-11-02T12:00:00Z",
    });
  });

  it("take a time of a call as today's, or yesterday's where it lies ahead", () => {
    const now = new Date(2026, 10, 2, 14, 0);
    expect(callTime("13:55", now)).toEqual(new Date(2026, 10, 2, 13, 55));
    expect(callTime("9.05", now)).toEqual(new Date(2026, 10, 2, 9, 5));
    expect(callTime("14:01", now)).toEqual(new Date(2026, 10, 1, 14, 1));
    for (const typed of ["", "24:00", "12:60", "noon", "12"]) expect(callTime(typed, now)).toBeNull();
  });
});

describe("who may do what now", () => {
  it("is the first receiver before the time is up, and the fallback as well after it", () => {
    for (const [minutes, desk, may] of [
      [10, receiver, true],
      [10, fallback, false],
      [61, fallback, true],
      [61, receiver, true],
      [61, stranger, false],
    ] as const) {
      const standing = standingOf(openOf([referral], minutes), [desk]);
      expect(standing?.answerAs, `${minutes}`).toEqual(may ? desk : null);
      expect(standing?.readAs).toEqual(may ? desk : null);
    }
  });

  it("leaves the story to whoever accepted, and the answer to nobody", () => {
    const known = [referral, accepted(frame(1), [referral], referral, null)];
    expect(standingOf(openOf(known, 90), [receiver])).toMatchObject({
      status: "accepted",
      answerAs: null,
      readAs: receiver,
    });
    expect(standingOf(openOf(known, 90), [fallback])).toMatchObject({ answerAs: null, readAs: null });
    expect(standingOf(openOf([], 0), [receiver])).toBeNull();
  });
});

describe("the person no longer wants it", () => {
  const asMember = (desk: typeof sender) =>
    ({ kind: "member", id: member, organisation: desk.organisation, desks: [desk], roles: ["caseworker"] }) as const;
  const answered = accepted(frame(1), [referral], referral, null);

  it.each([
    ["before an answer", [referral], 10, [sender, receiver]],
    ["when the time has passed", [referral], 61, [sender, receiver, fallback]],
    ["after an acceptance", [referral, answered], 90, [sender, receiver]],
    ["once it is recorded", [referral, withdrawn(frame(2), [referral], referral)], 90, []],
  ] as const)("may be recorded %s by those the server lets, and by nobody else", (_, known, minutes, may) => {
    for (const desk of [sender, receiver, fallback, stranger]) {
      const as = standingOf(openOf(known, minutes), [desk])?.withdrawAs ?? null;
      const expected = may.some((one) => one === desk);
      expect(as).toEqual(expected ? desk : null);
      const entry = withdrawn(frame(9, { desk }), known, referral);
      const now = at + minutes * 60_000;
      expect(mayWrite(entry, asMember(desk), stateOf(known), now).ok).toBe(expected);
    }
  });

  it("ends it: nobody may answer or open, and the entry carries no reason", () => {
    const entry = withdrawn(frame(2), [referral, answered], referral);
    expect(entry).toMatchObject({ kind: "withdrawn", parents: [answered.id], parts: [] });
    const standing = standingOf(openOf([referral, answered, entry], 90), [receiver]);
    expect(standing).toMatchObject({ status: "withdrawn", answerAs: null, readAs: null, sentHere: false });
    expect(standingOf(openOf([referral, entry], 90), [sender])).toMatchObject({ sentHere: true });
  });
});

describe("the reason for declining", () => {
  const service = (where: { organisation: string; desk: string }, recipient: string | null) => ({
    id: uuid(),
    organisation: { id: where.organisation, name: "Invented", kind: "other" },
    desk: recipient === null ? null : { id: where.desk, recipient },
  });
  const services = [
    service(sender, keys.sender),
    service(receiver, keys.receiver),
    service(stranger, keys.fallback),
    service(address(), null),
  ];
  const directory = { services } as unknown as Parameters<typeof othersThan>[0];
  const signed = (desk: object): string | null =>
    new Map<object, string>([
      [sender, keys.sender],
      [receiver, keys.receiver],
      [fallback, keys.fallback],
    ]).get(desk) ?? null;

  it("is sealed to sender, receiver and fallback, each once, sorted", () => {
    expect(answerRecipients(signed, referral)).toEqual([keys.fallback, keys.receiver, keys.sender].sort());
    expect(answerRecipients(signed, { ...referral, sender: receiver })).toEqual([keys.fallback, keys.receiver]);
  });
  it("is sealed to nobody where the signed directory leaves one of them out", () => {
    for (const left of [sender, receiver, fallback])
      expect(answerRecipients((desk) => (desk === left ? null : signed(desk)), referral)).toBeNull();
    expect(
      answerRecipients((desk) => (desk === fallback ? null : signed(desk)), { ...referral, fallback: null }),
    ).toEqual([keys.receiver, keys.sender].sort());
  });
  it("names whom a consent was given for, and says where one is no longer in the list", () => {
    const own = services.map((one, n) => ({
      ...one,
      name: `Team ${n}`,
      organisation: { ...one.organisation, name: `House ${n}` },
    }));
    const listed = { services: own } as unknown as Parameters<typeof namesOfRecipients>[0];
    const ids = [receiver.organisation, stranger.desk, uuid(), receiver.organisation, uuid()];
    expect(namesOfRecipients(listed, ids)).toEqual(["House 1", "Team 2", null]);
    expect(namesOfRecipients(null, ids)).toBeNull();
    expect(namesOfRecipients(listed, [])).toEqual([]);
  });
  it("suggests only desks that something can be sealed to, and none that has it already", () => {
    expect(othersThan(directory, [sender, receiver, null]).map((one) => one.desk?.id)).toEqual([stranger.desk]);
  });
});

describe("a card judged again", () => {
  const known = list.indicators[0]?.id ?? "";
  const usable = list.indicators.find((sign) => sign.vulnerability)?.id ?? "";
  const card: Card = {
    v: 1,
    listVersion: list.version,
    situation: null,
    age: "adult",
    treatAsChild: false,
    result: "none",
    signs: [],
    used: [],
    act: [],
    form: null,
    claims: false,
    statements: [],
    offence: false,
    supervised: false,
    languages: [],
    needs: null,
    metAt: "2026-11-02T12:00:00Z",
  };

  it("comes to the result that the same answers give", () => {
    const { input, unknown, otherList } = readingOf(
      { ...card, signs: [{ id: known, source: "said" }], claims: true },
      list,
    );
    expect({ unknown, otherList }).toEqual({ unknown: [], otherList: false });
    expect(input.present).toEqual([known]);
    expect(assess(list, input).result).toBe("presumed");
    expect(assess(list, readingOf(card, list).input).result).toBe("none");
  });
  it("takes a sign that is not there as absent, and a used vulnerability as used", () => {
    const { input } = readingOf({ ...card, signs: [{ id: known, source: "not-there" }], used: [usable] }, list);
    expect(input).toMatchObject({ present: [], absent: [known], used: [usable] });
  });
  it("names what its list does not know, and another version", () => {
    const foreign = readingOf(
      {
        ...card,
        listVersion: "2030-01",
        signs: [{ id: "tomorrow.sign", source: "seen" }],
        form: { id: "new-form", basis: "seen", stage: null },
        act: ["teleported"],
      },
      list,
    );
    expect(foreign).toMatchObject({ unknown: ["new-form", "teleported", "tomorrow.sign"], otherList: true });
    expect(foreign.input).toMatchObject({ present: [], form: null, act: [] });
  });
  it("takes a basis it does not know as the weakest", () => {
    const { input } = readingOf(
      { ...card, form: { id: list.forms[0]?.id ?? "", basis: "dreamt", stage: "soon" } },
      list,
    );
    expect(input.form).toEqual({ id: list.forms[0]?.id, basis: "suspected", stage: null });
  });
});
