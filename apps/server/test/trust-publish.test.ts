import type { TrustDraft } from "@threshold/contract";
import { makeMember } from "@threshold/sealing/passphrase";
import { nextOrganisation, nextPublication, type Pin, signStatement } from "@threshold/sealing/trust";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { signNetwork } from "../src/trust/network.ts";
import {
  enrolPhone,
  makeOrganisation,
  memberOf,
  type Organisation,
  passphrase,
  type Writer,
} from "./support/actors.ts";
import { ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { draftOf, publish, signed, trusted } from "./support/steward.ts";

let site: TestSite;
let police: Organisation;
let shelter: Organisation;
let phone: Writer;
beforeAll(async () => {
  site = await openSite(inject("cluster"));
  police = await makeOrganisation(site, { kind: "police", members: 2 });
  shelter = await makeOrganisation(site, { members: 2 });
  phone = await enrolPhone(site, police);
});
afterAll(() => site.close());

describe("what a steward publishes", () => {
  const refusedWith = async (body: unknown, n = 0) => ((await publish(shelter, body, n)).body as { name: string }).name;

  it("is refused where it is another's, does not follow, or does not say what the books say", async () => {
    const [first, second] = [memberOf(shelter), memberOf(shelter, 1)];
    const { last } = await draftOf(shelter);
    if (last === null) throw new Error("no statement");
    const next = await nextOrganisation(last.statement, {}, site.house.clock());
    const by = async (statement: object, signer = first.signing) => ({
      statement: await signStatement(statement as typeof next, signer),
      certificates: [],
    });
    expect(await refusedWith(await by(next, second.signing), 0)).toBe("not-steward");
    expect(await refusedWith(await by(next, second.signing), 1)).toBe("not-allowed");
    expect(await refusedWith(await by({ ...next, organisation: police.id }))).toBe("not-steward");
    expect(await refusedWith(await by({ ...next, version: last.statement.version }))).toBe("statement-outdated");
    expect(await refusedWith(await by({ ...next, version: 9 }))).toBe("statement-wrong");
    expect(await refusedWith(await by({ ...next, previous: "0".repeat(64) }))).toBe("statement-wrong");
    expect(await refusedWith(await by({ ...next, desks: [] }))).toBe("statement-wrong");
    expect(await refusedWith(await by({ ...next, stewards: [...next.stewards, second.signing.verifyKey] }))).toBe(
      "statement-wrong",
    );
    const good = await by(next);
    expect(
      await refusedWith({
        ...good,
        statement: {
          ...good.statement,
          statement: { ...next, gone: [{ certificate: "0".repeat(64), at: next.issued }] },
        },
      }),
    ).toBe("statement-wrong");
    expect((await publish(shelter, good)).status).toBe(200);
    expect(await refusedWith(good)).toBe("statement-outdated");
    expect((await trusted(site, phone)).pin.organisations[shelter.id]?.version).toBe(next.version);
  });

  it("is refused from somebody whom only the books make a steward", async () => {
    const member = memberOf(shelter, 1);
    const set = (roles: string) =>
      site.root(`update threshold.member set roles = '{${roles}}' where id = $1`, [member.id]);
    await set("administrator");
    const { last } = await draftOf(shelter);
    if (last === null) throw new Error("no statement");
    const stewards = [...last.statement.stewards, member.signing.verifyKey];
    const next = await nextOrganisation(last.statement, { stewards }, site.house.clock());
    const own = { statement: await signStatement(next, member.signing), certificates: [] };
    expect(await refusedWith(own, 1)).toBe("not-steward");
    const good = { statement: await signStatement(next, memberOf(shelter).signing), certificates: [] };
    expect((await publish(shelter, good)).status).toBe(200);
    const without = { ...next, stewards: last.statement.stewards };
    const back = await nextOrganisation(next, { stewards: without.stewards }, site.house.clock());
    expect(
      (await publish(shelter, { statement: await signStatement(back, member.signing), certificates: [] }, 1)).body,
    ).toMatchObject({ name: "not-steward" });
    const restored = { statement: await signStatement(back, memberOf(shelter).signing), certificates: [] };
    expect((await publish(shelter, restored)).status).toBe(200);
    await set("caseworker");
  });

  it("never leaves somebody with a certificate that nobody would believe", async () => {
    const draft = await draftOf(shelter);
    const one = draft.people.find((person) => person.id === memberOf(shelter, 1).id);
    if (one?.certificate === null || one === undefined) throw new Error("no certificate");
    const raised = { ...one.certificate.statement, roles: ["administrator"] };
    const wrong = {
      statement: null,
      certificates: [await signStatement(raised as typeof one.certificate.statement, memberOf(shelter).signing)],
    };
    expect(await refusedWith(wrong)).toBe("certificate-wrong");
    const other = {
      statement: null,
      certificates: [await signStatement(one.certificate.statement, memberOf(shelter, 1).signing)],
    };
    expect(await refusedWith(other)).toBe("certificate-wrong");
  });

  it("lets an organisation from before certificates come over when a steward signs in", async () => {
    const old = await makeOrganisation(site, { members: 2 });
    for (const table of ["certificate", "organisation_statement"])
      await site.root(`delete from threshold.${table} where organisation = $1`, [old.id]);
    // The root had vouched for its statement; as it comes from before, it has not.
    await site.root("delete from threshold.network_statement");
    await signNetwork(site.house);
    const before = await trusted(site, memberOf(old));
    expect(before.deskKey(old.id, old.desk.desk)).toBe(old.key.recipient);
    const draft = await draftOf(old);
    expect(draft.last).toBeNull();
    const made = await nextPublication(draft, {
      ...{ signer: memberOf(old).signing, now: site.house.clock(), seen: null, desks: draft.desks },
      confirmed: draft.people.map((one) => one.id),
    });
    if (!made.ok) throw new Error(made.why);
    expect((await publish(old, made.value)).status).toBe(200);
    const after = await trusted(site, memberOf(old), before.pin);
    expect(after.pin.organisations[old.id]?.version).toBe(1);
    expect((await draftOf(old)).people.every((one) => one.certificate !== null)).toBe(true);
  });

  it("can be signed by whom the root names where nobody is left who could", async () => {
    const lost = await makeOrganisation(site);
    const before = await trusted(site, phone);
    const made = await makeMember(passphrase);
    if (!made.ok) throw new Error(made.why);
    const { keys, secrets } = made.value;
    await site.root("update threshold.member set verify_key = $1, recipient = $2 where id = $3", [
      keys.verifyKey,
      keys.recipient,
      memberOf(lost).id,
    ]);
    expect(await signNetwork(site.house)).toBe(true);
    const now = site.house.clock();
    const seen = (await trusted(site, memberOf(lost))).pin.organisations[lost.id] ?? null;
    const signer = { privateKey: secrets.signing, verifyKey: secrets.verifyKey };
    const next = await nextPublication(await draftOf(lost), { signer, now, seen, confirmed: [memberOf(lost).id] });
    if (!next.ok) throw new Error(next.why);
    expect((await publish(lost, next.value)).status).toBe(200);
    const asSeen = async (pin?: Pin) =>
      (await trusted(site, phone, pin)).organisations.find((one) => one.id === lost.id);
    expect((await asSeen())?.stewards).toEqual([keys.verifyKey]);
    // Who had seen the steward of before is told, also after the root named that statement and many days later.
    expect(await asSeen(before.pin)).toMatchObject({ named: [keys.verifyKey], stewards: [], desks: [] });
    site.later(24 * 60 + 1);
    expect(await signNetwork(site.house)).toBe(true);
    const later = await trusted(site, phone, before.pin);
    expect(await asSeen(before.pin)).toMatchObject({ named: [keys.verifyKey], stewards: [], desks: [] });
    expect(await asSeen(later.pin)).toMatchObject({ named: [keys.verifyKey], stewards: [], desks: [] });
  });

  it("can be followed from steward to steward by a phone that was away, though the root has signed since", async () => {
    const home = await makeOrganisation(site, { members: 2 });
    const { pin } = await trusted(site, phone);
    // The second one signs on, once the first has made her a steward.
    const [first, second] = [memberOf(home), memberOf(home, 1)];
    await site.root("update threshold.member set roles = '{administrator}' where id = $1", [second.id]);
    expect((await publish(home, await signed(site, home, { confirmed: [second.id] }))).status).toBe(200);
    await site.root("update threshold.member set roles = '{caseworker}' where id = $1", [first.id]);
    const draft = (await ask(second, "GET", "/trust/draft")).body as TrustDraft;
    const seen = (await trusted(site, second)).pin.organisations[home.id] ?? null;
    const changes = { confirmed: [first.id], signer: second.signing, now: site.house.clock(), seen };
    const next = await nextPublication(draft, changes);
    if (!next.ok) throw new Error(next.why);
    expect((await publish(home, next.value, 1)).status).toBe(200);
    site.later(24 * 60 + 1);
    expect(await signNetwork(site.house)).toBe(true);
    const known = (await trusted(site, phone, pin)).organisations.find((one) => one.id === home.id);
    expect(known).toMatchObject({ named: [], stewards: [second.signing.verifyKey] });
  });
});
