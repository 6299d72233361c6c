import fc from "fast-check";
import { expect, test } from "vitest";
import { makeDesk, unwrapDesk, wrapDesk } from "../src/desk-key.ts";
import { sha256Hex } from "../src/digest.ts";
import { makeIdentity } from "../src/identity.ts";
import { openAnswer, openCard, openStory, sealAnswer, sealCard, sealStory } from "../src/referral-parts.ts";
import { failure, type Result } from "../src/result.ts";
import { open, seal } from "../src/seal.ts";
import { answerNote, card, story } from "./support/parts.ts";

function value<Value>(result: Result<Value, string>): Value {
  if (!result.ok) throw new Error(result.why);
  return result.value;
}
const json = (text: unknown) => new TextEncoder().encode(JSON.stringify(text));

test("card, story and answer come back as they were, to each recipient, named by hash", async () => {
  const [desk, fallback] = await Promise.all([makeIdentity(), makeIdentity()]);
  const recipients = [desk.recipient, fallback.recipient];
  const parts = [
    value(await sealCard(card, recipients)),
    value(await sealStory(story, recipients)),
    value(await sealAnswer(answerNote, recipients)),
  ] as const;
  for (const { note, bytes } of parts) {
    expect(note.recipients).toEqual([...recipients].sort());
    expect(note.sha256).toBe(await sha256Hex(bytes));
  }
  expect(parts.map((part) => part.note.name)).toEqual(["card", "story", "answer"]);
  for (const { secret } of [desk, fallback]) {
    expect(await openCard(parts[0].bytes, [secret], parts[0].note)).toEqual({ ok: true, value: card });
    expect(await openStory(parts[1].bytes, [secret], parts[1].note)).toEqual({ ok: true, value: story });
    expect(await openAnswer(parts[2].bytes, [secret], parts[2].note)).toEqual({ ok: true, value: answerNote });
  }
});

test("nothing of the content stands in the sealed bytes", async () => {
  const { recipient } = await makeIdentity();
  const { bytes } = value(await sealStory(story, [recipient]));
  const text = Buffer.from(bytes).toString("latin1");
  for (const canary of ["Invented", "farm", "narrative", "calledAs"]) expect(text).not.toContain(canary);
});

test("length says only which step of size it is", async () => {
  const { recipient, secret } = await makeIdentity();
  const told = (narrative: string) => ({ ...story, narrative: { known: true as const, value: narrative } });
  const size = async (narrative: string) => value(await sealStory(told(narrative), [recipient])).bytes.length;
  const sizes = new Set([await size(""), await size("x".repeat(500)), await size("x".repeat(2500))]);
  expect(sizes.size).toBe(1);
  expect((await size("x".repeat(4000))) - ([...sizes][0] ?? 0)).toBe(4096);
  const full = value(await sealCard(card, [recipient])).bytes;
  expect(full.length).toBe(value(await sealCard({ ...card, signs: [], languages: [] }, [recipient])).bytes.length);
  expect(value(await open(full, [secret])).length).toBe(4096);
});

test("swapped, replayed and wrong parts are refused", async () => {
  const { recipient, secret } = await makeIdentity();
  const one = value(await sealCard(card, [recipient]));
  const other = value(await sealCard(card, [recipient]));
  const sealedStory = value(await sealStory(story, [recipient]));
  expect(await openCard(other.bytes, [secret], one.note)).toEqual(failure("not-the-noted"));
  expect(await openCard(sealedStory.bytes, [secret], sealedStory.note)).toEqual(failure("not-the-noted"));
  expect(await openCard(sealedStory.bytes, [secret])).toEqual(failure("wrong-shape"));
  expect(await openStory(one.bytes, [secret])).toEqual(failure("wrong-shape"));
  expect(await openCard(one.bytes, [(await makeIdentity()).secret], one.note)).toEqual(failure("no-key"));
});

test("what older programs do not write may be missing, and must have its shape where it is there", async () => {
  const { recipient, secret } = await makeIdentity();
  const opened = async (content: unknown) => openCard(value(await seal(json(content), [recipient])), [secret]);
  const whole = {
    ...card,
    disagreement: { result: "presumed", reasons: ["saw-more"] },
    earlier: [{ metAt: card.metAt, result: "potential", signs: card.signs }],
    person: { number: 3, of: 30 },
    offer: [{ question: "who-pays", answer: "recruiter" }],
    followUp: "2026-12-01",
  } as const;
  expect(await opened(whole)).toEqual({ ok: true, value: whole });
  expect(await opened({ ...card, disagreement: null, person: null, followUp: null })).toMatchObject({ ok: true });
  for (const wrong of [
    { disagreement: { result: "not a victim", reasons: [] } },
    { earlier: [{ metAt: card.metAt, result: "potential" }] },
    { person: { number: 0, of: 1 } },
    { offer: ["who-pays"] },
    { followUp: 7 },
  ])
    expect(await opened({ ...card, ...wrong })).toEqual(failure("wrong-shape"));
});

test("another version and another shape are told apart; what a newer program added is let through", async () => {
  const { recipient, secret } = await makeIdentity();
  const opened = async (content: Uint8Array) => openCard(value(await seal(content, [recipient])), [secret]);
  expect(await opened(json({ ...card, v: 2 }))).toEqual(failure("wrong-version"));
  expect(await opened(json({ ...card, signs: "all" }))).toEqual(failure("wrong-shape"));
  expect(await opened(json({ ...card, result: "proven" }))).toEqual(failure("wrong-shape"));
  const { metAt: _, ...without } = card;
  expect(await opened(json(without))).toEqual(failure("wrong-shape"));
  expect(await opened(json({ ...card, later: 1 }))).toEqual({ ok: true, value: { ...card, later: 1 } });
  for (const content of ["", "no json", "null", "[]", "7"]) {
    expect(await opened(new TextEncoder().encode(content))).toEqual(failure("wrong-shape"));
  }
  expect(await opened(Uint8Array.of(0xff, 0xfe))).toEqual(failure("wrong-shape"));
});

test("no JSON whatever passes for a story by chance", async () => {
  const { recipient, secret } = await makeIdentity();
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (content) => {
      const result = await openStory(value(await seal(json(content), [recipient])), [secret]);
      expect(result.ok).toBe(false);
    }),
    { numRuns: 50 },
  );
});

test("a part that is too large is refused before it is sent", async () => {
  const { recipient } = await makeIdentity();
  const long = { ...story, narrative: { known: true as const, value: "x".repeat(263_000) } };
  expect(await sealStory(long, [recipient])).toEqual(failure("too-large"));
  expect(await sealStory(story, [])).toEqual(failure("no-recipient"));
});

test("a desk's key opens for its members and for nobody else, and only where it is that desk's", async () => {
  const [night, day, stranger] = await Promise.all([makeIdentity(), makeIdentity(), makeIdentity()]);
  const desk = value(await makeDesk([night.recipient, day.recipient]));
  const key = value(await unwrapDesk(desk, [night.secret]));
  expect(key.recipient).toBe(desk.recipient);
  expect(await unwrapDesk(desk, [day.secret])).toEqual({ ok: true, value: key });
  expect(await unwrapDesk(desk, [stranger.secret])).toEqual(failure("no-key"));
  expect(await unwrapDesk({ ...desk, wrapped: "not base64!" }, [day.secret])).toEqual(failure("not-age"));
  const other = value(await makeDesk([day.recipient]));
  expect(await unwrapDesk({ ...desk, wrapped: other.wrapped }, [day.secret])).toEqual(failure("other-key"));
  const nonsense = value(await wrapDesk("no secret", [day.recipient]));
  expect(await unwrapDesk({ ...desk, wrapped: nonsense }, [day.secret])).toEqual(failure("other-key"));
  const sealed = value(await sealCard(card, [desk.recipient]));
  expect(await openCard(sealed.bytes, [key.secret], sealed.note)).toEqual({ ok: true, value: card });
});
