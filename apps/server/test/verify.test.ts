import type { Envelope } from "@threshold/casework";
import { readHead, receiptHash, type SignedHead } from "@threshold/sealing";
import { makeSigningKey, signEnvelope } from "@threshold/sealing/signing";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { makeHead } from "../src/verify/head.ts";
import { verifyLog } from "../src/verify/verify.ts";
import { enrolPhone, makeOrganisation, memberOf } from "./support/actors.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { accepted, type MadeReferral, opened, referral, send } from "./support/writing.ts";

describe("verify", () => {
  let site: TestSite;
  let second: MadeReferral;
  beforeEach(async () => {
    site = await openSite(inject("cluster"));
    const [police, shelter] = [await makeOrganisation(site), await makeOrganisation(site)];
    const phone = await enrolPhone(site, police);
    for (let n = 0; n < 3; n += 1) {
      const made = await referral(phone, { to: shelter });
      if (n === 1) second = made;
      await send(phone, made);
      const opening = await opened(memberOf(shelter), made.envelope);
      await send(memberOf(shelter), opening);
      await send(memberOf(shelter), await accepted(memberOf(shelter), made.envelope, [opening.envelope.id]));
    }
  });
  afterEach(() => site.close());
  const walk = () => verifyLog(site.source, site.house.keys.verifyKey);
  const broken = { ok: false, in: "arrivals", n: 4 };
  /** Constraints stand in the way of a careless hand, not of one that owns the machine. */
  const tamper = (statement: string) => site.root(`set session_replication_role = replica; ${statement}`);

  it("counts everything where all fits", async () => {
    expect(await walk()).toMatchObject({
      ok: true,
      receipts: 9,
      entries: 9,
      parts: 6,
      erased: 0,
      last: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each([
    [
      "a byte of a sealed part",
      "update threshold.sealed_part set bytes = set_byte(bytes, 300, get_byte(bytes, 300) # 1) where entry = $1 and name = 'story'",
      { why: "part-changed", part: "story" },
    ],
    [
      "a field of an envelope",
      `update threshold.entry set envelope = replace(envelope, '"child":false', '"child":true') where id = $1`,
      { why: "entry-changed" },
    ],
    [
      "an author's signature",
      "update threshold.entry set signature = reverse(signature) where id = $1",
      { why: "entry-signature" },
    ],
    [
      "the time of arrival",
      "update threshold.entry set received_at = received_at - interval '1 hour' where id = $1",
      { why: "entry-time" },
    ],
    [
      "a receipt's time",
      "update threshold.receipt set at = '2020-01-01T00:00:00Z' where entry = $1",
      { why: "receipt-changed" },
    ],
    [
      "a receipt's signature",
      "update threshold.receipt set signature = reverse(signature) where entry = $1",
      { why: "receipt-signature" },
    ],
    [
      "a sealed part taken out",
      "delete from threshold.sealed_part where entry = $1 and name = 'card'",
      { why: "parts-count" },
    ],
    ["an entry taken out", "delete from threshold.entry where id = $1", { why: "entry-gone" }],
    [
      "bytes gone that nobody with a right to it erased",
      "update threshold.sealed_part set bytes = null, erased_at = now() where entry = $1 and name = 'story'",
      { why: "part-erased", part: "story", restFits: true },
    ],
    [
      "a kind beside the envelope, by which the server works",
      "update threshold.entry set kind = 'opened' where id = $1",
      { why: "entry-columns" },
    ],
    [
      "an entry moved into another case",
      "update threshold.entry set case_id = gen_random_uuid() where id = $1",
      { why: "entry-columns" },
    ],
    [
      "a part's hash beside its changed bytes",
      "update threshold.sealed_part set bytes = '\\x00', sha256 = encode(sha256('\\x00'), 'hex') where entry = $1 and name = 'card'",
      { why: "part-changed", part: "card" },
    ],
  ])("finds %s", async (_name, statement, fault) => {
    await tamper(statement.replace("$1", `'${second.envelope.id}'`));
    expect(await walk()).toEqual({ ...broken, about: second.envelope.id, ...fault });
  });

  it.each([
    ["no JSON", "envelope = 'not JSON'"],
    ["its id alone", "envelope = json_build_object('id', id)::text"],
    ["parents that are no ids", `envelope = replace(envelope, '"parents":[]', '"parents":["x"]')`],
    ["parts that are none", `envelope = regexp_replace(envelope, '"parts":\\[.*?\\]', '"parts":[null]')`],
  ])("says where an envelope was put that is none: %s", async (_name, change) => {
    await tamper(`update threshold.entry set ${change} where id = '${second.envelope.id}'`);
    expect(await walk()).toEqual({ ...broken, about: second.envelope.id, why: "entry-changed" });
  });

  it("looks for who erased a part also where a later envelope of the case is none", async () => {
    await tamper(`update threshold.sealed_part set bytes = null, erased_at = now() where entry = '${second.envelope.id}' and name = 'story';
      update threshold.entry set envelope = 'not JSON' where case_id = '${second.envelope.case}' and kind = 'accepted'`);
    expect(await walk()).toMatchObject({ ok: false, in: "arrivals", n: 6, why: "entry-changed" });
  });

  it.each(["referred", "accepted"])("finds an entry (%s) that was signed anew with another key", async (kind) => {
    const [row] = await site.root("select id, envelope from threshold.entry where case_id = $1 and kind = $2", [
      second.envelope.case,
      kind,
    ]);
    const stranger = await makeSigningKey({ extractable: false });
    const signature = await signEnvelope(JSON.parse(String(row?.envelope)), stranger.privateKey);
    await site.root("update threshold.entry set signature = $1, verify_key = $2, certificate = null where id = $3", [
      signature,
      stranger.verifyKey,
      row?.id,
    ]);
    expect(await walk()).toEqual({ ok: false, in: "arrivals", n: null, about: row?.id, why: "entry-key" });
  });

  it("finds a receipt taken out: the row after it does not follow", async () => {
    await tamper(
      `delete from threshold.receipt where n = 4; delete from threshold.sealed_part where entry = '${second.envelope.id}'; delete from threshold.entry where id = '${second.envelope.id}'`,
    );
    expect(await walk()).toMatchObject({ ok: false, n: 5, why: "receipt-missing" });
  });

  it("finds a receipt that the key's owner did not sign, and an entry that has none", async () => {
    expect(await verifyLog(site.source, memberKey)).toMatchObject({
      ok: false,
      n: 1,
      why: "receipt-signature",
    });
    await tamper("delete from threshold.receipt where n = 9");
    expect(await walk()).toMatchObject({ ok: false, n: null, why: "entry-unreceipted" });
  });
});

describe("a head that was kept elsewhere", () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await openSite(inject("cluster"));
    const [police, shelter] = [await makeOrganisation(site), await makeOrganisation(site)];
    const phone = await enrolPhone(site, police);
    for (let n = 0; n < 4; n += 1) await send(phone, await referral(phone, { to: shelter }));
  });
  afterEach(() => site.close());
  const head = () => makeHead(site.source, site.house.keys, site.house.clock);
  const walk = (...heads: SignedHead[]) => verifyLog(site.source, site.house.keys.verifyKey, heads);
  const cutAfter = (n: number) =>
    site.root(`set session_replication_role = replica;
      delete from threshold.referral where entry in (select entry from threshold.receipt where n > ${n});
      delete from threshold.sealed_part where entry in (select entry from threshold.receipt where n > ${n});
      delete from threshold.entry where id in (select entry from threshold.receipt where n > ${n});
      delete from threshold.receipt where n > ${n}`);

  it("shows a tail that was cut off, which the log itself cannot show", async () => {
    const kept = await head();
    expect(kept.head.arrivals.n).toBe(4);
    expect(await walk(kept)).toMatchObject({ ok: true, receipts: 4 });
    await cutAfter(2);
    expect(await walk()).toMatchObject({ ok: true, receipts: 2 });
    expect(await walk(kept)).toEqual({ ok: false, n: 4, in: "arrivals", about: null, why: "head-ahead" });
    await cutAfter(0);
    expect(await walk(kept)).toMatchObject({ why: "head-ahead" });
  });

  it("goes on fitting while the log grows, and several may be held against it at once", async () => {
    const before = await head();
    const [police, shelter] = [await makeOrganisation(site), await makeOrganisation(site)];
    const phone = await enrolPhone(site, police);
    await send(phone, await referral(phone, { to: shelter }));
    expect(await walk(before, await head())).toMatchObject({ ok: true, receipts: 5 });
  });

  it("shows a log that was put together anew with the server's own key", async () => {
    const kept = await head();
    const { keys } = site.house;
    const [row] = await site.root("select * from threshold.receipt where n = 4");
    const [entry] = await site.root("select envelope from threshold.entry where id = $1", [row?.entry]);
    const envelope = JSON.parse(String(entry?.envelope)) as Envelope;
    const at = "2026-11-24T00:00:00Z";
    const parts = envelope.parts.map((part) => part.sha256);
    const [previous, envelopeHash] = [String(row?.previous), String(row?.entry_hash)];
    const hash = await receiptHash({ n: 4, previous, entry: envelope.id, envelopeHash, parts, at });
    await site.root("update threshold.receipt set at = $1, hash = $2, signature = $3 where n = 4", [
      at,
      hash,
      await keys.signReceipt(hash),
    ]);
    await site.root("update threshold.entry set received_at = $1 where id = $2", [at, envelope.id]);
    expect(await walk()).toMatchObject({ ok: true, receipts: 4 });
    expect(await walk(kept)).toEqual({ ok: false, n: 4, in: "arrivals", about: null, why: "head-differs" });
  });

  it("counts only with this server's signature over exactly what it says", async () => {
    const kept = await head();
    const shorter = { ...kept, head: { ...kept.head, arrivals: { n: 2, hash: kept.head.arrivals.hash } } };
    expect(await walk(shorter)).toMatchObject({ ok: false, why: "head-signature" });
    expect(await walk({ ...kept, by: memberKey })).toMatchObject({ ok: false, why: "head-signature" });
    const line = JSON.stringify(kept);
    expect(readHead(line)).toEqual(kept);
    for (const broken of ["", "{}", "null", line.slice(1), line.replace('"n":4', '"n":"4"')])
      expect(readHead(broken), broken).toBeNull();
  });
});

/** Some other Ed25519 key. */
const memberKey = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
