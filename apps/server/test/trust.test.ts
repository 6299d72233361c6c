import type { TrustFile } from "@threshold/contract";
import { toBase64 } from "@threshold/sealing";
import { derive, openMember, rewrapBundle } from "@threshold/sealing/passphrase";
import { makeSigningKey } from "@threshold/sealing/signing";
import { beginPin, checkTrust, nextNetwork, type Signed, signStatement } from "@threshold/sealing/trust";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { signNetwork } from "../src/trust/network.ts";
import { draftForRoot, takeFromRoot } from "../src/trust/offline.ts";
import { makeRootFile, offlineRoot, readRootFile } from "../src/trust/root.ts";
import {
  enrolPhone,
  makeOrganisation,
  memberOf,
  type Organisation,
  passphrase,
  signInAgain,
  type Writer,
} from "./support/actors.ts";
import { anonymous, ask } from "./support/client.ts";
import { temporaryFolder } from "./support/folder.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { trusted } from "./support/steward.ts";

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

describe("the signed directory", () => {
  it("is the same for a phone and a member, and covers every desk by its key", async () => {
    const [asPhone, asMember] = [await trusted(site, phone), await trusted(site, memberOf(shelter))];
    expect(asPhone.pin).toEqual(asMember.pin);
    for (const home of [police, shelter]) expect(asPhone.deskKey(home.id, home.desk.desk)).toBe(home.key.recipient);
    expect((await ask(anonymous(site.address), "GET", "/members/trust")).status).toBe(401);
    expect((await ask(anonymous(site.address), "GET", "/device/trust")).status).toBe(401);
  });

  it("goes on from what was seen, over as many versions as there were since", async () => {
    const before = (await trusted(site, phone)).pin;
    for (const _ of [1, 2, 3]) await makeOrganisation(site);
    const after = (await trusted(site, phone, before)).pin;
    expect(after.version).toBe(before.version + 3);
    const answer = (await ask(phone, "GET", `/device/trust?have=${before.version}`)).body as TrustFile;
    expect(answer.since).toHaveLength(3);
    const without = { ...answer, since: answer.since.slice(1) };
    expect(await checkTrust(before, without, new Date())).toEqual({ ok: false, why: "split" });
  });

  it("is signed anew each day, and not more often where nothing changed", async () => {
    const { version } = (await trusted(site, phone)).pin;
    expect(await signNetwork(site.house)).toBe(false);
    site.later(24 * 60 + 1);
    expect(await signNetwork(site.house)).toBe(true);
    const { pin, expires } = await trusted(site, phone);
    expect(pin.version).toBe(version + 1);
    expect(Math.round((Date.parse(expires) - site.house.clock().getTime()) / 86_400_000)).toBe(90);
    await signInAgain(police, shelter);
  });

  it("two processes that sign at once leave one chain", async () => {
    site.later(24 * 60 + 1);
    const before = (await trusted(site, phone)).pin;
    const done = await Promise.all([signNetwork(site.house), signNetwork(site.house), signNetwork(site.house)]);
    expect(done.filter(Boolean)).toHaveLength(1);
    expect((await trusted(site, phone, before)).pin.version).toBe(before.version + 1);
    await signInAgain(police, shelter);
  });
});

describe("a member's bundle", () => {
  it("keeps what she has seen, under the same passphrase; only sealed bytes are taken", async () => {
    const member = memberOf(shelter);
    const { bundle, kdf } = (
      await site.root("select bundle, kdf from threshold.member where id = $1", [member.id])
    )[0] as { bundle: string; kdf: Parameters<typeof derive>[1] };
    const derived = await derive(passphrase, kdf);
    if (!derived.ok) throw new Error(derived.why);
    const { pin } = await trusted(site, member);
    const wrapped = await rewrapBundle(bundle, derived.value.unlock, pin);
    if (!wrapped.ok) throw new Error(wrapped.why);
    expect((await ask(member, "PUT", "/members/self/bundle", { bundle: wrapped.value })).status).toBe(200);
    const session = (await ask(member, "GET", "/session")).body as { bundle: string };
    const opened = await openMember(session.bundle, derived.value.unlock);
    expect(opened.ok && opened.value.pin).toEqual(pin);
    expect(
      (await ask(member, "PUT", "/members/self/bundle", { bundle: toBase64(new TextEncoder().encode("in clear")) }))
        .status,
    ).toBe(400);
  });
});

describe("with a root that is elsewhere", () => {
  it("nothing is signed here, and the directory says so until the root has", async () => {
    const file = `${await temporaryFolder()}/root.json`;
    await makeRootFile(file);
    await expect(makeRootFile(file)).rejects.toThrow(/EEXIST/);
    const key = await readRootFile(file);
    const away = await openSite(inject("cluster"));
    try {
      const house = { ...away.house, root: await offlineRoot(key.verifyKey) };
      Object.assign(away.house, { root: house.root });
      const home = await makeOrganisation(away);
      expect(await ask(memberOf(home), "GET", "/members/trust")).toMatchObject({
        status: 503,
        body: { name: "directory-unsigned" },
      });
      const draft = await draftForRoot(away.source, away.house.keys, key.verifyKey);
      const now = new Date();
      const next = await nextNetwork(key.network, null, draft.content, now);
      const good = (await key.sign?.(next)) as Signed<typeof next>;
      const stranger = await makeSigningKey({ extractable: false });
      expect(await takeFromRoot(away.source, key.verifyKey, await signStatement(next, stranger), now)).toBe(
        "other-root",
      );
      expect(
        await takeFromRoot(away.source, key.verifyKey, { ...good, statement: { ...next, couriers: [] } }, now),
      ).toBe("wrong");
      expect(await takeFromRoot(away.source, key.verifyKey, good, now)).toBeNull();
      expect(await takeFromRoot(away.source, key.verifyKey, good, now)).toBe("not-the-next");
      const answer = (await ask(memberOf(home), "GET", "/members/trust")).body as TrustFile;
      const checked = await checkTrust(beginPin({ network: key.network, root: key.verifyKey }), answer, now);
      expect(checked.ok && checked.value.deskKey(home.id, home.desk.desk)).toBe(home.key.recipient);
    } finally {
      await away.close();
    }
  });
});
