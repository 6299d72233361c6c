import type { PendingPhone, PendingPhones } from "@threshold/contract";
import { makeCode, open, seal, toBase64 } from "@threshold/sealing";
import { makeSigningKey } from "@threshold/sealing/signing";
import { checkCodeBinding, checkCodeMark, codeMark, codeTicket, nextPublication } from "@threshold/sealing/trust";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { enrolPhone, makeOrganisation, memberOf, type Organisation, useCode, type Writer } from "./support/actors.ts";
import { anonymous, ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { draftOf, publish, signed, trusted } from "./support/steward.ts";
import { accepted, referral, send } from "./support/writing.ts";

let site: TestSite;
let police: Organisation;
let shelter: Organisation;
beforeAll(async () => {
  site = await openSite(inject("cluster"));
  police = await makeOrganisation(site, { kind: "police", members: 2 });
  shelter = await makeOrganisation(site, { members: 2 });
});
afterAll(() => site.close());

describe("a phone's code, made in a browser", () => {
  it("proves the root to the phone and the phone to the desk; then a certificate stands beside its entries", async () => {
    const [code, by] = [makeCode(), memberOf(police)];
    const { desk } = police.desk;
    const { network, verifyKey: root } = site.house.root;
    const sealed = await seal(new TextEncoder().encode(code), [police.key.recipient]);
    if (!sealed.ok) throw new Error(sealed.why);
    const place = { network, root, organisation: police.id, desk };
    const wish = {
      ticket: await codeTicket(code),
      desk,
      mark: await codeMark(code, place),
      sealedCode: toBase64(sealed.value),
    };
    expect((await ask(by, "POST", "/enrolments", wish)).status).toBe(200);
    const kept = JSON.stringify(await site.root("select * from threshold.enrolment"));
    for (const secret of [code, code.replaceAll("-", ""), wish.ticket]) expect(kept).not.toContain(secret);

    const signing = await makeSigningKey({ extractable: false });
    const answer = await ask(anonymous(site.address), "POST", "/enrol", await useCode(code, signing.verifyKey));
    const enrolled = answer.body as {
      device: string;
      token: string;
      root: { network: string; root: string; mark: string };
    };
    expect(await checkCodeMark(code, { ...place, ...enrolled.root }, enrolled.root.mark)).toBe(true);
    expect((await ask(anonymous(site.address), "POST", "/enrol", await useCode(code, signing.verifyKey))).status).toBe(
      404,
    );
    const headers = { authorization: `Bearer ${enrolled.token}` };
    const fresh: Writer = {
      kind: "device",
      id: enrolled.device,
      address: site.address,
      headers,
      at: police.desk,
      signing,
      seq: 0,
    };

    const sent = await referral(fresh, { to: shelter });
    expect((await send(fresh, sent)).status).toBe(201);
    const caseOf = async () =>
      (
        (await ask(memberOf(shelter), "GET", `/cases/${sent.envelope.case}`)).body as {
          entries: { certificate: unknown; verifyKey: string; receivedAt: string }[];
        }
      ).entries[0];
    const author = async () => {
      const entry = await caseOf();
      const { organisation, desk: at } = police.desk;
      const facts = {
        kind: "referred",
        author: fresh.id,
        organisation,
        desk: at,
        verifyKey: entry?.verifyKey ?? "",
        at: entry?.receivedAt ?? "",
      };
      const checked = await (await trusted(site, memberOf(shelter))).author(facts, entry?.certificate);
      return checked.ok ? "ok" : checked.why;
    };
    expect(await author()).toBe("not-certified");

    const { phones } = (await ask(by, "GET", "/enrolments/pending")).body as { phones: PendingPhone[] };
    const waiting = phones.find((one) => one.device === fresh.id);
    const opened = await open(Buffer.from(waiting?.sealedCode ?? "", "base64"), [police.key.secret]);
    const shown = opened.ok ? new TextDecoder().decode(opened.value) : "";
    expect(shown).toBe(code);
    const keys = { verifyKey: waiting?.verifyKey ?? "", recipient: null };
    expect(await checkCodeBinding(shown, keys, waiting?.binding ?? "")).toBe(true);
    const { certificates } = await signed(site, police, { confirmed: [fresh.id] });
    expect(certificates.map((one) => one.statement.id)).toEqual([fresh.id]);
    const path = `/devices/${fresh.id}/certificate`;
    expect(
      (await ask(by, "POST", `/devices/${crypto.randomUUID()}/certificate`, { certificate: certificates[0] })).status,
    ).toBe(422);
    expect((await ask(memberOf(shelter), "POST", path, { certificate: certificates[0] })).status).toBe(422);
    expect((await ask(by, "POST", path, { certificate: certificates[0] })).status).toBe(200);
    expect(await author()).toBe("ok");
    expect(
      ((await ask(by, "GET", "/enrolments/pending")).body as { phones: PendingPhone[] }).phones.map(
        (one) => one.device,
      ),
    ).not.toContain(fresh.id);
    const rows = await site.root("select certificate from threshold.entry where id = $1", [sent.envelope.id]);
    expect(rows[0]?.certificate).toBeNull();
    const yes = await accepted(memberOf(shelter), sent.envelope);
    expect((await send(memberOf(shelter), yes)).status).toBe(201);
    expect(
      (await site.root("select certificate from threshold.entry where id = $1", [yes.envelope.id]))[0]?.certificate,
    ).toMatch(/^[0-9a-f]{64}$/);
  });

  it("ends for every client once a steward has said so, whoever removed the phone", async () => {
    const lost = await enrolPhone(site, police);
    expect((await publish(police, await signed(site, police, { confirmed: [lost.id] }))).status).toBe(200);
    const pending = async () => (await ask(memberOf(police), "GET", "/enrolments/pending")).body as PendingPhones;
    expect((await pending()).removed).toEqual([]);
    expect((await ask(memberOf(police, 1), "POST", `/devices/${lost.id}/revoke`)).status).toBe(200);
    const [certificate] = (await pending()).removed;
    if (certificate === undefined) throw new Error("nothing to end");
    const draft = await draftOf(police);
    const people = [...draft.people, { ...certificate.statement, certificate }];
    const by = memberOf(police);
    const seen = (await trusted(site, by)).pin.organisations[police.id] ?? null;
    const made = await nextPublication(
      { ...draft, people },
      { signer: by.signing, now: site.house.clock(), seen, leaving: [lost.id] },
    );
    if (!made.ok) throw new Error(made.why);
    expect((await publish(police, made.value)).status).toBe(200);
    expect((await pending()).removed).toEqual([]);
    const at = (minutes: number) => new Date(site.house.clock().getTime() + minutes * 60_000).toISOString();
    const entry = { kind: "referred", author: lost.id, ...police.desk, verifyKey: lost.signing.verifyKey };
    const trust = await trusted(site, memberOf(shelter));
    expect((await trust.author({ ...entry, at: at(-1) }, certificate)).ok).toBe(true);
    expect(await trust.author({ ...entry, at: at(15) }, certificate)).toEqual({ ok: false, why: "certificate-ended" });
  });

  it("is not for a desk whose key the member does not hold, nor for a caseworker to make", async () => {
    const wish = { ticket: "A".repeat(43), desk: shelter.desk.desk, mark: "A".repeat(43), sealedCode: "AAAA" };
    expect((await ask(memberOf(police), "POST", "/enrolments", wish)).status).toBe(403);
    expect((await ask(memberOf(police, 1), "POST", "/enrolments", { ...wish, desk: police.desk.desk })).status).toBe(
      403,
    );
  });
});
