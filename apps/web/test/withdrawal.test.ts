import { type Actor, fold, mayWrite, type Referred } from "@threshold/casework";
import { expect, test } from "vitest";
import { sentOfFirst, waitingOfFirst } from "../src/field/outbox/first-version.ts";
import { buildWithdrawal, changeOf, mayHaveArrived } from "../src/field/outbox/withdrawal.ts";

const sender = { organisation: "org-own", desk: "desk-own" };
const receiver = { organisation: "org-b", desk: "desk-b" };
const common = { v: 1, case: "case", author: "device", at: "2026-11-23T10:00:00Z", sender } as const;
const sealed = (name: "card" | "story") => ({ name, sha256: "00", recipients: ["age1b"] });
const referred: Referred = {
  ...common,
  kind: "referred",
  id: "entry-1",
  parents: [],
  seq: 1,
  parts: [sealed("card"), sealed("story")],
  reference: "K7QM-42X9-C",
  receiver,
  fallback: null,
  urgency: "usual",
  child: false,
  answerWithin: 1440,
  basis: { code: "consent", purpose: "assistance", recipients: ["org-b"] },
};
const phone: Actor = { kind: "device", id: "device", organisation: "org-own", desks: [sender], roles: [] };
const withdrawal = buildWithdrawal({
  id: "entry-9",
  case: "case",
  referral: "entry-1",
  author: "device",
  seq: 7,
  at: "2026-11-23T12:00:00Z",
  sender,
});

test("a phone that knows only its referral may take it back, also after somebody accepted", () => {
  const accepted = {
    ...common,
    kind: "accepted",
    id: "entry-2",
    parents: ["entry-1"],
    author: "member",
    seq: 1,
    sender: receiver,
    parts: [],
    how: "desk",
    agreedAt: null,
  } as const;
  const before = [
    { envelope: referred, receivedAt: "2026-11-23T10:00:00Z" },
    { envelope: accepted, receivedAt: "2026-11-23T11:00:00Z" },
  ];
  const state = fold(before);
  expect(state.status).toBe("accepted");
  expect(mayWrite(withdrawal, phone, state, Date.parse("2026-11-23T12:00:00Z"))).toEqual({ ok: true });
  const after = fold([...before, { envelope: withdrawal, receivedAt: "2026-11-23T12:00:00Z" }]);
  expect(after).toMatchObject({ status: "withdrawn", holder: null });
});

test("where nothing ever arrived the server says that the parent is unknown", () => {
  expect(mayWrite(withdrawal, phone, fold([]), 0)).toEqual({ ok: false, why: "parent-unknown" });
});

test("a referral may have arrived from the first try on, unless it was refused", () => {
  const at = "2026-11-23T10:00:00Z";
  expect(mayHaveArrived({ triedAt: null, refused: null })).toBe(false);
  expect(mayHaveArrived({ triedAt: at, refused: null })).toBe(true);
  expect(mayHaveArrived({ triedAt: at, refused: "no-basis" })).toBe(false);
});

test("a change of mind shows where it stands", () => {
  const row = { reference: "R", status: "accepted", ids: { case: "c", referral: "e" } };
  const waits = { reference: "R", kind: "withdrawn", refused: null } as const;
  expect(changeOf(row, [], true)).toBe("possible");
  expect(changeOf({ ...row, reference: "S" }, [waits], true)).toBe("possible");
  expect(changeOf(row, [{ ...waits, kind: "referred" }], true)).toBe("possible");
  expect(changeOf(row, [], false)).toBe("by-phone");
  expect(changeOf({ ...row, ids: null }, [], true)).toBe("by-phone");
  expect(changeOf(row, [waits], true)).toBe("waits");
  expect(changeOf(row, [{ ...waits, refused: "wrong-desk" }], true)).toBe("refused");
  expect(changeOf({ ...row, status: "withdrawn" }, [waits], true)).toBe("taken-back");
});

test("rows of the phone's first storage are kept, and count as tried", () => {
  const contact = { name: "Invented helper", phone: "+000 555 0100" };
  const old = {
    reference: "R",
    entry: "entry-1",
    submission: JSON.stringify({ envelope: referred, signature: "x", parts: [] }),
    receiver: contact,
    fallback: null,
    answerWithin: 60,
    createdAt: "2026-11-23T10:00:00Z",
    refused: null,
  };
  expect(waitingOfFirst(old)).toEqual({
    ...old,
    kind: "referred",
    case: "case",
    referral: "entry-1",
    triedAt: old.createdAt,
  });
  const sent = { reference: "R", receiver: contact, fallback: null, due: "d", status: "waiting", sentAt: "s" };
  expect(sentOfFirst(sent)).toEqual({ ...sent, ids: null });
});
