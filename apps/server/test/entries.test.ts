import type { Envelope, Referred } from "@threshold/casework";
import { makeIdentity } from "@threshold/sealing";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import {
  enrolPhone,
  makeOrganisation,
  memberOf,
  type Organisation,
  signInAgain,
  type Writer,
} from "./support/actors.ts";
import { ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";
import {
  accepted,
  declined,
  type MadeReferral,
  newId,
  opened,
  referral,
  type Sendable,
  send,
  sendRaw,
  signed,
  withdrawn,
} from "./support/writing.ts";

describe("what is taken into the journal", () => {
  let site: TestSite;
  let police: Organisation;
  let shelter: Organisation;
  let unit: Organisation;
  let phone: Writer;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    [police, shelter, unit] = [
      await makeOrganisation(site),
      await makeOrganisation(site),
      await makeOrganisation(site),
    ];
    phone = await enrolPhone(site, police);
  });
  afterAll(async () => {
    expect(site.log.filter((line) => line.event === "error")).toEqual([]);
    await site.close();
  });

  const make = (change?: Partial<Referred>) =>
    referral(phone, { to: shelter, fallback: unit, ...(change ? { change } : {}) });
  const sent = async () => {
    const made = await make();
    expect(await send(phone, made)).toMatchObject({ status: 201 });
    return made;
  };
  const rows = async (id: string) => site.root("select id from threshold.entry where case_id = $1", [id]);
  const again = (made: MadeReferral, envelope: Envelope): Promise<Sendable> => signed(phone, envelope, made.sealed);

  it("a wrong signature, and another's name on it", async () => {
    const made = await make();
    const other = await make();
    expect(await send(phone, { ...made, signature: other.signature })).toMatchObject({
      status: 422,
      body: { name: "signature-wrong" },
    });
    expect(await send(memberOf(police), made)).toMatchObject({
      status: 422,
      body: { name: "signature-wrong", field: "/envelope/author" },
    });
    const foreign = await again(made, { ...made.envelope, sender: shelter.desk });
    expect(await send(phone, foreign)).toMatchObject({ status: 403, body: { name: "wrong-desk" } });
    expect(await rows(made.envelope.case)).toEqual([]);
  });

  it("a changed byte in the envelope", async () => {
    const made = await make();
    const envelope = { ...made.envelope, child: true };
    expect(await send(phone, { ...made, envelope })).toMatchObject({ status: 422, body: { name: "signature-wrong" } });
  });

  it("parts that are no age file, not the named ones, missing, or changed", async () => {
    const made = await make();
    const [one, two] = made.parts;
    if (!one || !two) throw new Error("two parts");
    const plain = Buffer.from("not sealed at all").toString("base64");
    expect(await send(phone, { ...made, parts: [{ ...one, bytes: plain }, two] })).toMatchObject({
      status: 422,
      body: { name: "part-not-sealed" },
    });
    expect(await send(phone, { ...made, parts: [one] })).toMatchObject({
      status: 422,
      body: { name: "part-mismatch" },
    });
    expect(await send(phone, { ...made, parts: [one, one] })).toMatchObject({
      status: 422,
      body: { name: "part-mismatch" },
    });
    const swapped = [
      { ...one, bytes: two.bytes },
      { ...two, bytes: one.bytes },
    ];
    expect(await send(phone, { ...made, parts: swapped })).toMatchObject({
      status: 422,
      body: { name: "part-mismatch" },
    });
    const bytes = Buffer.from(one.bytes, "base64");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(await send(phone, { ...made, parts: [{ ...one, bytes: bytes.toString("base64") }, two] })).toMatchObject({
      body: { name: "part-mismatch" },
    });
    expect(await send(phone, { ...made, parts: [{ ...one, bytes: "AAA" }, two] })).toMatchObject({
      body: { name: "part-mismatch" },
    });
    const cardOnly = await signed(
      phone,
      { ...made.envelope, parts: made.envelope.parts.slice(0, 1) },
      made.sealed.slice(0, 1),
    );
    expect(await send(phone, cardOnly)).toMatchObject({ status: 422, body: { name: "part-mismatch" } });
  });

  it("a recipient that is not a desk of this referral, or one too few", async () => {
    const stranger = { ...shelter, key: await makeIdentity() };
    const swapped = await referral(phone, { to: stranger, fallback: unit });
    expect(await send(phone, swapped)).toMatchObject({ status: 422, body: { name: "recipient-wrong" } });
    const narrow = await referral(phone, {
      to: shelter,
      change: {
        fallback: unit.desk,
        basis: { code: "consent", purpose: "assistance", recipients: [shelter.id, unit.id] },
      },
    });
    expect(await send(phone, narrow)).toMatchObject({ status: 422, body: { name: "recipient-wrong" } });
    const made = await make();
    const claimed = await again(made, {
      ...made.envelope,
      parts: made.envelope.parts.map((part) => ({
        ...part,
        recipients: [...part.recipients, stranger.key.recipient].sort(),
      })),
    });
    expect(await send(phone, claimed)).toMatchObject({ status: 422, body: { name: "recipient-wrong" } });
  });

  it("no basis that covers both, an unknown desk, a wrong check character", async () => {
    expect(
      await send(phone, await make({ basis: { code: "consent", purpose: "assistance", recipients: [shelter.id] } })),
    ).toMatchObject({
      status: 422,
      body: { name: "no-basis" },
    });
    const nowhere = { organisation: shelter.id, desk: unit.desk.desk };
    const basis = { code: "consent", purpose: "assistance", recipients: [shelter.id, unit.id] } as const;
    expect(await send(phone, await make({ receiver: nowhere, basis }))).toMatchObject({
      status: 422,
      body: { name: "desk-unknown" },
    });
    const made = await make();
    const last = made.envelope.reference.endsWith("2") ? "3" : "2";
    const wrong = await again(made, { ...made.envelope, reference: made.envelope.reference.slice(0, -1) + last });
    expect(await send(phone, wrong)).toMatchObject({
      status: 422,
      body: { name: "reference-wrong", field: "/envelope/reference" },
    });
  });

  it("the same entry twice is one; another one under its id, its number or its reference is refused", async () => {
    const made = await sent();
    expect(await send(phone, made)).toMatchObject({ status: 200, body: { repeated: true, entry: made.envelope.id } });
    const differs = await again(made, { ...made.envelope, urgency: "now" });
    expect(await send(phone, differs)).toMatchObject({ status: 409, body: { name: "entry-differs" } });
    const elsewhere = await make({ id: made.envelope.id });
    expect(await send(phone, elsewhere)).toMatchObject({ status: 409, body: { name: "entry-differs" } });
    const numbered = await make({ seq: made.envelope.seq });
    expect(await send(phone, numbered)).toMatchObject({ status: 409, body: { name: "seq-taken" } });
    const named = await make({ reference: made.envelope.reference });
    expect(await send(phone, named)).toMatchObject({
      status: 409,
      body: { name: "entry-differs", field: "/envelope/reference" },
    });
    expect(await rows(made.envelope.case)).toHaveLength(1);
  });

  it("the same entry twenty times at once: one row, one receipt, twenty good answers", async () => {
    const made = await make();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(phone, made)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([...Array(19).fill(200), 201]);
    expect(new Set(answers.map((answer) => (answer.body as { hash: string }).hash)).size).toBe(1);
    expect(await rows(made.envelope.case)).toHaveLength(1);
    expect(await site.root("select n from threshold.receipt where entry = $1", [made.envelope.id])).toHaveLength(1);
  });

  it("another organisation's case cannot be written to, nor taken over", async () => {
    const made = await sent();
    const stranger = await makeOrganisation(site);
    const one = memberOf(stranger);
    expect(await send(one, await opened(one, made.envelope))).toMatchObject({ body: { name: "parent-unknown" } });
    expect(await send(one, await opened(one, made.envelope, []))).toMatchObject({
      status: 404,
      body: { name: "not-found" },
    });
    const taken = await referral(one, { to: shelter, change: { case: made.envelope.case } });
    expect(await send(one, taken)).toMatchObject({ status: 409, body: { name: "entry-differs" } });
    const sameId = await referral(one, { to: shelter, change: { id: made.envelope.id } });
    expect(await send(one, sameId)).toMatchObject({ status: 409, body: { name: "entry-differs" } });
    expect(await rows(made.envelope.case)).toHaveLength(1);
  });

  it("only who holds it answers, once; a parent must be in the case", async () => {
    const made = await sent();
    const [receiver, fallback, sender] = [memberOf(shelter), memberOf(unit), memberOf(police)];
    expect(await send(fallback, await accepted(fallback, made.envelope))).toMatchObject({
      body: { name: "parent-unknown" },
    });
    expect(await send(sender, await accepted(sender, made.envelope))).toMatchObject({
      status: 403,
      body: { name: "wrong-desk" },
    });
    expect(await send(receiver, await accepted(receiver, made.envelope, [newId()]))).toMatchObject({
      status: 422,
      body: { name: "parent-unknown" },
    });
    expect(await send(receiver, await accepted(receiver, made.envelope))).toMatchObject({ status: 201 });
    expect(await send(receiver, await accepted(receiver, made.envelope))).toMatchObject({
      status: 409,
      body: { name: "already-answered" },
    });
    expect(await send(receiver, await declined(receiver, made.envelope, [police, shelter, unit]))).toMatchObject({
      body: { name: "already-answered" },
    });
  });

  it("two desks that accept at the same moment: one of them does", async () => {
    const made = await sent();
    site.later(61);
    await signInAgain(police, shelter, unit);
    const entries = await Promise.all([
      accepted(memberOf(shelter), made.envelope),
      accepted(memberOf(unit), made.envelope),
    ]);
    const answers = await Promise.all([send(memberOf(shelter), entries[0]), send(memberOf(unit), entries[1])]);
    const [won, lost] = answers.map((answer) => answer.status).sort();
    expect(won).toBe(201);
    // The first receiver is told that it is answered; the fallback, whose turn that took away, that it is not for it to write.
    expect([403, 409]).toContain(lost);
    expect(await rows(made.envelope.case)).toHaveLength(2);
  });

  it("after a withdrawal nothing is disclosed any more", async () => {
    const made = await sent();
    const receiver = memberOf(shelter);
    const opening = await opened(receiver, made.envelope);
    await send(receiver, opening);
    expect(await send(phone, await withdrawn(phone, made.envelope))).toMatchObject({ status: 201 });
    expect(await send(receiver, await accepted(receiver, made.envelope))).toMatchObject({
      status: 422,
      body: { name: "no-basis" },
    });
    expect(
      await ask(receiver, "GET", `/cases/${made.envelope.case}/story?opening=${opening.envelope.id}`),
    ).toMatchObject({ body: { name: "no-basis" } });
    expect((await ask(receiver, "GET", `/cases/${made.envelope.case}`)).body).toMatchObject({ parts: [] });
  });

  it("a phone's clock two hours wrong moves neither the due time nor the fallback's turn", async () => {
    const made = await make({ at: `${new Date(Date.now() - 7_200_000).toISOString().slice(0, 19)}Z` });
    const answer = await send(phone, made);
    expect(answer.status).toBe(201);
    const [row] = (await site.root("select due, received_at from threshold.referral where case_id = $1", [
      made.envelope.case,
    ])) as { due: Date; received_at: Date }[];
    if (!row) throw new Error("no row");
    expect(row.due.getTime() - row.received_at.getTime()).toBe(60 * 60_000);
    expect(Math.abs(row.received_at.getTime() - site.house.clock().getTime())).toBeLessThan(10_000);
  });

  it("extra fields and wrong shapes, with the place and never the value", async () => {
    const made = await make();
    const { envelope, signature, parts } = made;
    const bad = (body: unknown, field?: string) =>
      expect(sendRaw(phone, body)).resolves.toMatchObject({
        status: 400,
        body: { code: "T-1001", ...(field === undefined ? {} : { field }) },
      });
    await bad({ envelope, signature, parts, note: "x" }, "");
    await bad({ envelope: { ...envelope, name: "x" }, signature, parts });
    await bad({ envelope: { ...envelope, answerWithin: "60" }, signature, parts });
    await bad({ envelope: { ...envelope, answerWithin: 5 }, signature, parts });
    await bad({ envelope: { ...envelope, kind: "told-everybody" }, signature, parts });
    await bad({ envelope, signature: 7, parts }, "/signature");
    await bad({ envelope, signature, parts: [...parts, ...parts] }, "/parts");
    await bad([], "");
  });
});
