import { makeCode, openAnswer, openCard, openStory, seal, toBase64 } from "@threshold/sealing";
import { verifyEnvelope } from "@threshold/sealing/signing";
import { codeMark, codeTicket } from "@threshold/sealing/trust";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { sweep } from "../src/jobs/sweep.ts";
import {
  enrolPhone,
  makeOrganisation,
  memberOf,
  type Organisation,
  signInAgain,
  type Writer,
} from "./support/actors.ts";
import { ask, findCase } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { accepted, card, declined, opened, referral, send, story } from "./support/writing.ts";

type Lines = { lines: Record<string, unknown>[] };

describe("the journey over HTTP", () => {
  let site: TestSite;
  let police: Organisation;
  let shelter: Organisation;
  let unit: Organisation;
  let phone: Writer;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    police = await makeOrganisation(site, { kind: "police" });
    shelter = await makeOrganisation(site);
    unit = await makeOrganisation(site, { kind: "specialised-unit" });
    phone = await enrolPhone(site, police);
  });
  afterAll(async () => {
    expect(site.log.filter((line) => line.event === "error")).toEqual([]);
    await site.close();
  });

  const lineOf = async (who: Writer, path: string, id: string) => {
    const answer = await ask(who, "GET", path);
    expect(answer.status, answer.text).toBe(200);
    return (answer.body as Lines).lines.find((line) => line.case === id);
  };

  it("from a phone to an accepted referral, which the phone and its desk see", async () => {
    const member = memberOf(shelter);
    const sent = await referral(phone, { to: shelter, fallback: unit });
    const { case: id } = sent.envelope;
    expect(await send(phone, sent)).toMatchObject({ status: 201 });

    const line = await lineOf(member, "/inbox", id);
    expect(line).toMatchObject({
      status: "waiting",
      asFallback: false,
      reference: sent.envelope.reference,
      sender: { organisation: police.id },
    });
    const note = sent.envelope.parts[0];
    const { card: sealed } = (await findCase(member, id)) ?? {};
    expect(await openCard(Buffer.from(String(sealed), "base64"), [shelter.key.secret], note)).toEqual({
      ok: true,
      value: card,
    });

    const early = await ask(member, "GET", `/cases/${id}/story`);
    expect(early).toMatchObject({ status: 403, body: { name: "purpose-first" } });
    const opening = await opened(member, sent.envelope);
    expect((await send(member, opening)).status).toBe(201);
    const read = await ask(member, "GET", `/cases/${id}/story?opening=${opening.envelope.id}`);
    expect(read.status).toBe(200);
    const bytes = Buffer.from((read.body as { bytes: string }).bytes, "base64");
    expect(await openStory(bytes, [shelter.key.secret], sent.envelope.parts[1])).toEqual({ ok: true, value: story });

    expect((await send(member, await accepted(member, sent.envelope, [opening.envelope.id]))).status).toBe(201);
    expect(await lineOf(phone, "/device/referrals", id)).toMatchObject({
      status: "accepted",
      holder: shelter.name,
      answer: null,
    });
    expect(await lineOf(memberOf(police), "/sent", id)).toMatchObject({
      status: "accepted",
      receiver: shelter.name,
      fallback: unit.name,
    });
    expect(await lineOf(member, "/inbox?box=mine", id)).toMatchObject({ status: "accepted" });
    expect(await lineOf(member, "/inbox?box=waiting", id)).toBeUndefined();
    expect(await lineOf(memberOf(unit), "/inbox?box=all", id)).toBeUndefined();

    const file = (await ask(member, "GET", `/cases/${id}`)).body as {
      entries: { envelope: unknown; signature: string; verifyKey: string; by: string }[];
    };
    expect(file.entries.map((entry) => entry.by)).toEqual([
      `Desk of ${police.name}`,
      `Member ${member.handle}`,
      `Member ${member.handle}`,
    ]);
    for (const entry of file.entries)
      expect(await verifyEnvelope(entry.envelope, entry.signature, entry.verifyKey)).toBe(true);
  });

  it("an opening is good for 15 minutes, and for who made it", async () => {
    const sent = await referral(phone, { to: shelter });
    await send(phone, sent);
    const member = memberOf(shelter);
    const opening = await opened(member, sent.envelope);
    await send(member, opening);
    const path = `/cases/${sent.envelope.case}/story?opening=${opening.envelope.id}`;
    expect((await ask(member, "GET", path)).status).toBe(200);
    site.later(16);
    expect(await ask(member, "GET", path)).toMatchObject({ status: 403, body: { name: "purpose-first" } });
  });

  it("declined goes to the fallback at once, and the sender's desk can read why", async () => {
    const sent = await referral(phone, { to: shelter, fallback: unit });
    const { case: id } = sent.envelope;
    await send(phone, sent);
    expect(await lineOf(memberOf(unit), "/inbox", id)).toBeUndefined();
    const no = await declined(memberOf(shelter), sent.envelope, [police, shelter, unit]);
    expect(await send(memberOf(shelter), no)).toMatchObject({ status: 201 });
    const line = await lineOf(memberOf(unit), "/inbox", id);
    expect(line).toMatchObject({ status: "passed-on", asFallback: true });
    const { card: sealed } = (await findCase(memberOf(unit), id)) ?? {};
    expect((await openCard(Buffer.from(String(sealed), "base64"), [unit.key.secret])).ok).toBe(true);
    const own = await lineOf(memberOf(police), "/sent", id);
    expect(await openAnswer(Buffer.from(String(own?.answer), "base64"), [police.key.secret])).toMatchObject({
      ok: true,
      value: { reason: "full" },
    });
    expect(await lineOf(phone, "/device/referrals", id)).toMatchObject({
      status: "passed-on",
      answer: null,
      holder: unit.name,
    });
    expect(
      (await send(memberOf(unit), await accepted(memberOf(unit), sent.envelope, [no.envelope.id], true))).status,
    ).toBe(201);
    expect(await lineOf(phone, "/device/referrals", id)).toMatchObject({ status: "accepted", holder: unit.name });
  });

  it("what nobody answers goes to the fallback by time alone, and the sweep notes it once", async () => {
    const sent = await referral(phone, { to: shelter, fallback: unit });
    const { case: id } = sent.envelope;
    await send(phone, sent);
    site.later(59);
    await signInAgain(police, unit);
    expect(await lineOf(memberOf(unit), "/inbox", id)).toBeUndefined();
    site.later(2);
    expect(await lineOf(memberOf(unit), "/inbox", id)).toMatchObject({
      status: "passed-on",
      asFallback: true,
    });
    expect(await findCase(memberOf(unit), id)).toMatchObject({ card: expect.any(String) });
    expect(await sweep(site.house)).toBeGreaterThan(0);
    expect(await sweep(site.house)).toBe(0);
    const file = (await ask(memberOf(police), "GET", `/cases/${id}`)).body as {
      entries: { envelope: { kind: string; author: string }; by: string | null }[];
    };
    expect(file.entries.map((entry) => [entry.envelope.kind, entry.by])).toEqual([
      ["referred", `Desk of ${police.name}`],
      ["passed-on", null],
    ]);
    const opening = await opened(memberOf(unit), sent.envelope);
    await send(memberOf(unit), opening);
    expect((await ask(memberOf(unit), "GET", `/cases/${id}/story?opening=${opening.envelope.id}`)).status).toBe(200);
  });

  it("enrols a phone with a code from the desk, once, and a removed phone is out", async () => {
    await signInAgain(police, shelter);
    const code = makeCode();
    const { desk } = police.desk;
    const { network, verifyKey: root } = site.house.root;
    const sealed = await seal(new TextEncoder().encode(code), [police.key.recipient]);
    const wish = {
      ticket: await codeTicket(code),
      desk,
      mark: await codeMark(code, { network, root, organisation: police.id, desk }),
      sealedCode: sealed.ok ? toBase64(sealed.value) : "",
    };
    expect((await ask(memberOf(police), "POST", "/enrolments", wish)).status).toBe(200);
    expect((await ask(memberOf(shelter), "POST", "/enrolments", wish)).status).toBe(403);
    const spare = await enrolPhone(site, police);
    expect((await ask(spare, "GET", "/device/directory")).status).toBe(200);
    const { devices } = (await ask(memberOf(police), "GET", "/devices")).body as { devices: { id: string }[] };
    expect(devices.map((device) => device.id)).toContain(spare.id);
    expect((await ask(memberOf(shelter), "POST", `/devices/${spare.id}/revoke`)).status).toBe(404);
    expect((await ask(memberOf(police), "POST", `/devices/${spare.id}/revoke`)).status).toBe(200);
    expect(await ask(spare, "GET", "/device/directory")).toMatchObject({
      status: 401,
      body: { name: "device-unknown" },
    });
  });
});
