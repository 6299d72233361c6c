import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
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
  const broken = { ok: false, n: 4, entry: expect.any(String) };
  /** Constraints stand in the way of a careless hand, not of one that owns the machine. */
  const tamper = (statement: string) => site.root(`set session_replication_role = replica; ${statement}`);

  it("counts everything where all fits, also after a part was erased", async () => {
    expect(await walk()).toMatchObject({
      ok: true,
      receipts: 9,
      entries: 9,
      parts: 6,
      erased: 0,
      last: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await tamper(
      `update threshold.sealed_part set bytes = null, erased_at = now() where entry = '${second.envelope.id}'`,
    );
    expect(await walk()).toMatchObject({ ok: true, receipts: 9, parts: 4, erased: 2 });
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
  ])("finds %s", async (_name, statement, fault) => {
    await tamper(statement.replace("$1", `'${second.envelope.id}'`));
    expect(await walk()).toEqual({ ...broken, entry: second.envelope.id, ...fault });
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

/** Some other Ed25519 key. */
const memberKey = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
