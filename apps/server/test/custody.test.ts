import type { Custody, RecoveryState } from "@threshold/contract";
import { type Identity, makeIdentity, recipientOf, wrapDesk } from "@threshold/sealing";
import {
  combine,
  makeShares,
  makeSheet,
  makeSheetCode,
  openReleased,
  openShare,
  openSheet,
  releaseShare,
  sheetProof,
  sheetSecret,
} from "@threshold/sealing/custody";
import { derive, type MemberKeys, makeMember } from "@threshold/sealing/passphrase";
import { newCertificate, signStatement } from "@threshold/sealing/trust";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Member, makeOrganisation, memberOf, type Organisation, signIn } from "./support/actors.ts";
import { anonymous, ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";

const at = "2026-11-24T03:00:00Z";
const uuid = () => crypto.randomUUID();

interface Custodian {
  readonly member: Member;
  readonly identity: Identity;
}

/** Asking for a desk's keys, over HTTP as browsers do it, with three organisations' people. */
describe("custody of a desk's keys", () => {
  let site: TestSite;
  let home: Organisation;
  let outside: Organisation;
  let stranger: Organisation;
  let steward: Member;
  let custodians: Custodian[];
  let keys: MemberKeys;
  let secrets: { identity: Identity };
  let proof: string;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    home = await makeOrganisation(site, { members: 4 });
    outside = await makeOrganisation(site, { members: 2 });
    stranger = await makeOrganisation(site, { members: 2 });
    steward = memberOf(home);
    custodians = [await custodianOf(home, 1), await custodianOf(home, 2), await custodianOf(outside, 1)];
    const made = await makeMember("seven new words on a wall");
    if (!made.ok) throw new Error(made.why);
    keys = made.value.keys;
    secrets = made.value.secrets;
    const derived = await derive("seven new words on a wall", keys.kdf);
    if (!derived.ok) throw new Error(derived.why);
    proof = derived.value.proof;
  });
  afterAll(() => site.close());

  /** Makes a member a custodian who is certified, with an identity that the test holds. */
  async function custodianOf(of: Organisation, n: number): Promise<Custodian> {
    const member = memberOf(of, n);
    const identity = await makeIdentity();
    await site.root("update threshold.member set roles = '{custodian}', recipient = $2 where id = $1", [
      member.id,
      identity.recipient,
    ]);
    await site.root("update threshold.certificate set ended_at = now() where subject_id = $1", [member.id]);
    const { verifyKey } = member.signing;
    const content = {
      subject: "member",
      id: member.id,
      verifyKey,
      recipient: identity.recipient,
      desks: [],
      roles: ["custodian"],
    } as const;
    const signed = await signStatement(
      newCertificate({ organisation: of.id, ...content }, new Date()),
      memberOf(of).signing,
    );
    await site.root(
      `insert into threshold.certificate (hash, organisation, subject, subject_id, verify_key, signed, issued_at, expires_at)
       values ($1, $2, 'member', $3, $4, $5, now(), now() + interval '1 year')`,
      [uuid(), of.id, member.id, verifyKey, JSON.stringify(signed)],
    );
    return { member, identity };
  }

  const look = async (member: Member) => (await ask(member, "GET", "/custody")).body as Custody;
  const places = (organisations: string[], by = steward) =>
    ask(by, "PUT", `/custody/desks/${home.desk.desk}/places`, { organisations });
  const agree = (who: Custodian | undefined, n: number, yes = true) => {
    if (who === undefined) throw new Error("no custodian");
    return ask(who.member, "POST", `/custody/desks/${home.desk.desk}/places/${n}/answer`, { agree: yes });
  };
  const holders = () =>
    custodians.map(({ member, identity }) => ({
      organisation: member.at.organisation,
      member: member.id,
      recipient: identity.recipient,
    }));
  const deskKeys = () => ({
    organisation: home.id,
    desk: home.desk.desk,
    keys: [{ version: 1, ...home.key }],
    pin: null,
  });
  async function keep(change: (made: Record<string, unknown>) => Record<string, unknown> = (made) => made) {
    const made = await makeShares({ id: uuid(), at, keys: deskKeys() }, holders(), steward.signing.privateKey);
    if (!made.ok) throw new Error(made.why);
    return {
      made: made.value,
      answer: await ask(steward, "POST", "/custody/sets", change({ ...made.value, proof: null })),
    };
  }
  const fresh = () => ask(anonymous(site.address), "POST", "/recoveries", { handle: memberOf(home, 3).handle, keys });
  const state = async (token: string) =>
    (await ask(anonymous(site.address), "POST", "/recoveries/state", { token })).body as RecoveryState;

  it("asks organisations: one outside at least, and no other one twice", async () => {
    for (const wrong of [
      [home.id, home.id, home.id],
      [outside.id, outside.id, home.id],
    ])
      expect(await places(wrong)).toMatchObject({ status: 422, body: { name: "custody-outside" } });
    expect(await places([home.id, home.id, uuid()])).toMatchObject({ status: 404 });
    expect((await places([home.id, home.id, outside.id])).status).toBe(200);
    expect((await places([stranger.id, home.id, outside.id], memberOf(stranger))).status).toBe(404);
    expect((await places([home.id, home.id, outside.id], memberOf(home, 3))).status).toBe(403);
  });

  it("custodians agree, each for one share; nobody else can", async () => {
    expect((await look(custodians[2]?.member as Member)).here).toMatchObject([
      { n: 3, state: "asked", mine: false, share: null, organisation: { name: home.name } },
    ]);
    expect((await look(memberOf(stranger))).here).toEqual([]);
    expect((await agree(custodians[2], 1)).status).toBe(404);
    // Both places at one moment (each waits for the other's row to be free): she gets one.
    const holding = site.root(
      `with held as materialized (select n from threshold.custody_place for update)
       select pg_sleep(1) from (select count(*) from held) held`,
    );
    await new Promise((go) => setTimeout(go, 300));
    const both = await Promise.all([agree(custodians[0], 1), agree(custodians[0], 2)]);
    await holding;
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
    for (const n of [1, 2]) await agree(custodians[0], n, false);
    expect((await places([home.id, home.id, outside.id])).status).toBe(200);
    expect((await agree(custodians[0], 1)).status).toBe(200);
    // One share for each: another place of the same desk is for somebody else.
    expect((await agree(custodians[0], 2)).status).toBe(404);
    expect((await agree(custodians[1], 2)).status).toBe(200);
    expect((await agree(custodians[2], 3)).status).toBe(200);
    expect((await agree(custodians[0], 2)).status).toBe(404);
    expect((await agree(custodians[1], 1)).status).toBe(404);
    const [desk] = (await look(steward)).desks;
    expect(desk?.places.map((place) => [place.n, place.state, place.organisation.name])).toEqual([
      [1, "agreed", home.name],
      [2, "agreed", home.name],
      [3, "agreed", outside.name],
    ]);
    expect(desk?.set).toBeNull();
  });

  it("keeps only what the steward signed, for the key in force and for who agreed", async () => {
    const set = (made: Record<string, unknown>) => made.set as Record<string, unknown>;
    expect(
      (await keep((made) => ({ ...made, set: { ...set(made), at: "2026-11-24T03:00:01Z" } }))).answer,
    ).toMatchObject({
      body: { name: "signature-wrong" },
    });
    expect((await keep((made) => ({ ...made, shares: [] }))).answer.status).toBe(400);
    const other = await makeIdentity();
    const real = custodians[1];
    if (real === undefined) throw new Error("custodian");
    custodians[1] = { ...real, identity: other };
    expect((await keep()).answer).toMatchObject({
      status: 409,
      body: { name: "custody-stale", field: "/set/shares/1" },
    });
    custodians[1] = real;
    expect((await keep()).answer.status).toBe(200);
    expect((await keep()).answer.status).toBe(200);
    const [living] = await site.root("select count(*)::int as n from threshold.custody_set where retired_at is null");
    expect(living).toEqual({ n: 1 });
  });

  it("a custodian's browser opens her own share, and no other's comes to her", async () => {
    for (const { member, identity } of custodians) {
      const mine = (await look(member)).here.filter((one) => one.share !== null);
      expect(mine).toHaveLength(1);
      const share = mine[0]?.share;
      if (!share) throw new Error("no share");
      expect((await openShare(share.sealed, [identity.secret], share.known.set as never)).ok).toBe(true);
      expect((await ask(member, "POST", `/custody/sets/${share.known.set.set}/seen`)).status).toBe(200);
    }
    const [desk] = (await look(steward)).desks;
    expect(desk?.places.every((place) => place.seen !== null)).toBe(true);
    expect((await ask(memberOf(stranger, 0), "POST", `/custody/sets/${desk?.set?.set.set}/seen`)).status).toBe(403);
  });

  /** What a custodian's browser sends after the fingerprint was compared. */
  async function release(who: Custodian | undefined, recovery: string, change: Record<string, unknown> = {}) {
    if (who === undefined) throw new Error("no custodian");
    const { here, requests } = await look(who.member);
    const request = requests.find((one) => one.recovery === recovery);
    const held = here.find((one) => one.share !== null)?.share;
    if (!request || !held) throw new Error("nothing asked");
    const share = await openShare(held.sealed, [who.identity.secret], held.known.set as never);
    if (!share.ok) throw new Error(share.why);
    const { recipient, verifyKey, member } = request;
    const to = { recovery, recipient, verifyKey, member: member.id, ...change };
    const made = await releaseShare(share.value, to, { id: who.member.id, signing: who.member.signing.privateKey });
    if (!made.ok) throw new Error(made.why);
    return ask(who.member, "POST", `/recoveries/${recovery}/release`, { releases: [made.value] });
  }
  async function wrapsFor(recipient: string) {
    const wrapped = await wrapDesk(home.key.secret, [recipient]);
    if (!wrapped.ok) throw new Error(wrapped.why);
    return [{ desk: home.desk.desk, version: 1, wrapped: wrapped.value }];
  }

  it("with one share nothing opens; with two she is in again, with her new keys, and all of it is on record", async () => {
    const forgot = memberOf(home, 3);
    const asked = (await fresh()).body as { recovery: string; token: string };
    expect(await state(asked.token)).toEqual({ state: "asked", desks: [] });
    const finish = async () =>
      ask(anonymous(site.address), "POST", "/recoveries/finish", {
        token: asked.token,
        wraps: await wrapsFor(keys.recipient),
        bundle: null,
      });
    expect(await finish()).toMatchObject({ status: 403, body: { name: "shares-missing" } });

    // The outside custodian sees who asks, and of whom; a stranger sees nothing.
    expect((await look(custodians[2]?.member as Member)).requests).toMatchObject([
      { recovery: asked.recovery, organisation: { name: home.name }, recipient: keys.recipient },
    ]);
    expect((await look(memberOf(stranger))).requests).toEqual([]);

    // Signed for other keys than those that asked: refused, whoever sends it.
    const other = await makeIdentity();
    expect(await release(custodians[0], asked.recovery, { recipient: other.recipient })).toMatchObject({
      body: { name: "signature-wrong" },
    });
    expect((await release(custodians[0], asked.recovery)).status).toBe(200);
    expect(await release(custodians[0], asked.recovery).catch((error: Error) => error.message)).toMatchObject({
      status: 409,
    });
    const one = await state(asked.token);
    expect(one.desks).toMatchObject([{ kept: null, released: [{}] }]);
    expect(await finish()).toMatchObject({ body: { name: "shares-missing" } });

    expect((await ask(custodians[1]?.member as Member, "POST", `/recoveries/${asked.recovery}/refuse`)).status).toBe(
      200,
    );
    expect((await release(custodians[2], asked.recovery)).status).toBe(200);
    const [desk] = (await state(asked.token)).desks;
    if (!desk?.kept) throw new Error("not opened");
    const shares = await Promise.all(
      desk.released.map(async (released) => {
        const share = await openReleased(released, [secrets.identity.secret], desk.known.set as never);
        if (!share.ok) throw new Error(share.why);
        return share.value;
      }),
    );
    expect(await combine(shares, desk.known.set as never, desk.kept)).toEqual({ ok: true, value: deskKeys() });

    const steps = (await look(steward)).recoveries[0];
    expect(steps).toMatchObject({
      state: "asked",
      member: { id: forgot.id },
      steps: [{ state: "released" }, { state: "refused" }, { state: "released", organisation: outside.name }],
    });
    expect((await ask(forgot, "GET", "/session")).status).toBe(200);
    expect((await finish()).status).toBe(200);
    expect(await finish()).toMatchObject({ status: 409, body: { name: "recovery-over" } });
    // Whoever was signed in as her is out; the old passphrase is none any more; the new one is.
    expect((await ask(forgot, "GET", "/session")).status).toBe(401);
    expect((await signIn(site.address, forgot.handle, forgot.proof)).status).toBe(401);
    expect((await signIn(site.address, forgot.handle, proof)).status).toBe(200);
    const kinds = await site.root(
      "select organisation = $1 as own, kind from threshold.record where kind like '%recovery%' order by n",
      [home.id],
    );
    expect(kinds.filter((row) => row.own).map((row) => row.kind)).toEqual([
      "recovery-asked",
      "recovery-released",
      "recovery-refused",
      "recovery-released",
      "recovery-done",
    ]);
    expect(kinds.filter((row) => !row.own).map((row) => row.kind)).toEqual(["recovery-released"]);
  });

  it("tells nobody which names exist, and stops when the member or an administrator says so", async () => {
    const nobody = await ask(anonymous(site.address), "POST", "/recoveries", { handle: "nobody@nowhere", keys });
    expect(nobody.status).toBe(200);
    expect(await state((nobody.body as { token: string }).token)).toEqual({ state: "asked", desks: [] });
    const asked = (await fresh()).body as { recovery: string; token: string };
    const wraps = await wrapsFor(keys.recipient);
    for (const { token } of [nobody.body as { token: string }, asked])
      expect(
        await ask(anonymous(site.address), "POST", "/recoveries/finish", { token, wraps, bundle: null }),
      ).toMatchObject({ status: 403, body: { name: "shares-missing" } });
    expect((await ask(memberOf(stranger), "POST", `/recoveries/${asked.recovery}/stop`)).status).toBe(404);
    expect((await ask(custodians[1]?.member as Member, "POST", `/recoveries/${asked.recovery}/stop`)).status).toBe(404);
    expect((await ask(steward, "POST", `/recoveries/${asked.recovery}/stop`)).status).toBe(200);
    expect((await state(asked.token)).state).toBe("stopped");
    expect((await look(custodians[0]?.member as Member)).requests).toEqual([]);
  });

  it("a printed sheet works for a member of that desk, once it is the desk's", async () => {
    const print = async () => {
      const code = makeSheetCode();
      const recipient = (await recipientOf(await sheetSecret(code))) ?? "";
      const made = await makeSheet({ id: uuid(), at, keys: deskKeys() }, recipient, steward.signing.privateKey);
      if (!made.ok) throw new Error(made.why);
      const shown = await sheetProof(code);
      return { code, shown, keep: () => ask(steward, "POST", "/custody/sets", { ...made.value, proof: shown }) };
    };
    const wraps = await wrapsFor(keys.recipient);
    const finish = (token: string) =>
      ask(anonymous(site.address), "POST", "/recoveries/finish", { token, wraps, bundle: null });
    const by = (handle: string, proofOfSheet: string) =>
      ask(anonymous(site.address), "POST", "/recoveries/sheet", { handle, keys, proof: proofOfSheet });
    const lost = await print();
    expect((await by(steward.handle, lost.shown)).status).toBe(404);
    expect((await lost.keep()).status).toBe(200);
    const finder = (await by(steward.handle, lost.shown)).body as { token: string };
    const { code, shown, keep: keepSheet } = await print();
    expect((await keepSheet()).status).toBe(200);
    // Whoever found the sheet of before is out, also where she had shown it already.
    expect((await by(steward.handle, lost.shown)).status).toBe(404);
    expect(await state(finder.token)).toMatchObject({ desks: [] });
    expect((await finish(finder.token)).status).toBe(403);
    expect((await by(memberOf(stranger).handle, shown)).status).toBe(404);
    expect((await by(steward.handle, await sheetProof(makeSheetCode()))).status).toBe(404);
    const asked = (await by(steward.handle, shown)).body as { token: string };
    const [desk] = (await state(asked.token)).desks;
    if (!desk?.kept) throw new Error("not opened");
    expect(await openSheet(code, desk.known.set as never, desk.kept)).toEqual({ ok: true, value: deskKeys() });
    expect((await finish(asked.token)).status).toBe(200);
    expect((await signIn(site.address, steward.handle, proof)).status).toBe(200);
  });
});
