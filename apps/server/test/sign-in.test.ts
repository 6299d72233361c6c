import { makeDesk } from "@threshold/sealing";
import { derive, makeMember, openMember } from "@threshold/sealing/passphrase";
import { codeTicket, founding } from "@threshold/sealing/trust";
import { doWork } from "@threshold/sealing/work";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { issueInvitation, issueSetupCode } from "../src/people/codes.store.ts";
import { workHeader } from "../src/sign-in/work.ts";
import {
  cookieOf,
  type Member,
  makeOrganisation,
  memberOf,
  type Organisation,
  passphrase,
  signIn,
} from "./support/actors.ts";
import { Authenticator } from "./support/authenticator.ts";
import { type Answer, anonymous, ask } from "./support/client.ts";
import { openSite, type TestSite } from "./support/site.ts";

describe("signing in", () => {
  let site: TestSite;
  let home: Organisation;
  let member: Member;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    home = await makeOrganisation(site, { members: 2 });
    member = memberOf(home);
  });
  afterAll(() => site.close());
  const start = (handle: string) => ask(anonymous(site.address), "POST", "/sign-in/start", { handle });

  it("an unknown name gets parameters like anybody's, the same each time", async () => {
    const [known, unknown, repeated, other] = [
      await start(member.handle),
      await start("nobody@test"),
      await start("NOBODY@test"),
      await start("no-one@test"),
    ];
    expect(unknown.status).toBe(200);
    expect(unknown.text).toBe(repeated.text);
    expect(unknown.text).not.toBe(other.text);
    const shape = (text: string) => text.replace(/"salt":"[A-Za-z0-9_-]{22}"/, '"salt":""');
    expect(shape(unknown.text)).toBe(shape(known.text));
  });

  it("capitals in the name do not matter; the session says who she is", async () => {
    const answer = await signIn(site.address, member.handle.toUpperCase(), member.proof);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        member: { id: member.id, roles: ["coordinator", "administrator"] },
        organisation: { id: home.id },
        nextSeq: 1,
      },
    });
    const cookie = answer.headers.get("set-cookie") ?? "";
    for (const part of [/^__Host-threshold=[A-Za-z0-9_-]{43};/, /Secure/, /HttpOnly/, /SameSite=Strict/, /Path=\//])
      expect(cookie).toMatch(part);
    expect(cookie).not.toMatch(/Domain/);
    const headers = { origin: site.address, cookie: cookieOf(answer) };
    expect(await ask({ address: site.address, headers }, "GET", "/session")).toMatchObject({ status: 200 });
    expect((await ask({ address: site.address, headers }, "POST", "/sign-out")).status).toBe(200);
    expect(await ask({ address: site.address, headers }, "GET", "/session")).toMatchObject({
      status: 401,
      body: { code: "T-2001" },
    });
  });

  it("ten wrong tries stop that account for a while, and no other", async () => {
    const wrong = "A".repeat(43);
    const [, victim] = home.members;
    if (!victim) throw new Error("two members");
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await signIn(site.address, victim.handle, wrong)).toMatchObject({
        status: 401,
        body: { name: "wrong-passphrase" },
      });
    }
    const stopped = await signIn(site.address, victim.handle.toUpperCase(), victim.proof);
    expect(stopped).toMatchObject({ status: 429, body: { code: "T-1006" } });
    expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(800);
    expect((await signIn(site.address, member.handle, member.proof)).status).toBe(200);
    for (let tries = 0; tries < 10; tries += 1) await signIn(site.address, "nobody@test", wrong);
    expect((await signIn(site.address, "nobody@test", wrong)).status).toBe(429);
    site.later(16);
    expect((await signIn(site.address, victim.handle, victim.proof)).status).toBe(200);
  });

  it("many tries at one moment are as many tries", async () => {
    const wrong = { handle: "crowd@test", proof: "A".repeat(43) };
    // From the sixth on the work is as much as it gets: what was done before still fits.
    for (let n = 0; n < 6; n += 1) await signIn(site.address, wrong.handle, wrong.proof);
    const client = anonymous(site.address);
    const plainly = { plainly: true };
    const ready: { address: string; headers: Record<string, string> }[] = [];
    for (let n = 0; n < 16; n += 1) {
      const told = await ask(client, "POST", "/sign-in", wrong, plainly);
      const work = (await doWork(told.headers.get(workHeader) ?? "")) ?? "";
      ready.push({ ...client, headers: { ...client.headers, [workHeader]: work } });
    }
    const answers = await Promise.all(ready.map((one) => ask(one, "POST", "/sign-in", wrong, plainly)));
    const looked = answers.filter(({ status }) => status === 401).length;
    expect(looked).toBeGreaterThan(0);
    expect(looked).toBeLessThanOrEqual(10 - 6);
    site.later(16);
  });

  it("a session ends after 30 minutes unused, and after 12 hours in any case", async () => {
    const client = async () => ({
      address: site.address,
      headers: { origin: site.address, cookie: cookieOf(await signIn(site.address, member.handle, member.proof)) },
    });
    const idle = await client();
    site.later(31);
    expect((await ask(idle, "GET", "/session")).status).toBe(401);
    const busy = await client();
    for (let minutes = 0; minutes < 700; minutes += 25) {
      site.later(25);
      expect((await ask(busy, "GET", "/session")).status, `${minutes}`).toBe(200);
    }
    site.later(25);
    expect((await ask(busy, "GET", "/session")).status).toBe(401);
  });

  it("a write from another site is refused, and one that does not say where it comes from", async () => {
    const headers = { cookie: cookieOf(await signIn(site.address, member.handle, member.proof)) };
    const from = (origin: Record<string, string>) =>
      ask({ address: site.address, headers: { ...headers, ...origin } }, "POST", "/sign-out");
    expect(await from({ origin: "https://elsewhere.example" })).toMatchObject({
      status: 403,
      body: { code: "T-1005" },
    });
    expect(await from({ origin: "null" })).toMatchObject({ status: 403 });
    expect(await from({})).toMatchObject({ status: 403 });
    expect(await from({ origin: site.address })).toMatchObject({ status: 200 });
  });

  it("only hashes of what signs in are kept", async () => {
    const rows = await site.root("select proof_hash::text from threshold.member");
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect(String(row.proof_hash)).not.toContain(Buffer.from(member.proof, "base64url").toString("hex"));
  });
});

describe("the first organisation, and those it invites", () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
  });
  afterAll(() => site.close());

  async function joinWith(code: string, handle: string) {
    const made = await makeMember(passphrase);
    if (!made.ok) throw new Error(made.why);
    const desk = await makeDesk([made.value.keys.recipient]);
    if (!desk.ok) throw new Error(desk.why);
    const [organisation, deskId, id] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    const { keys, secrets } = made.value;
    const self = { ...keys, id, roles: ["coordinator", "administrator"] };
    const signer = { privateKey: secrets.signing, verifyKey: secrets.verifyKey };
    const place = { id: deskId, recipient: desk.value.recipient };
    const { statement, certificates } = await founding(organisation, place, [self], signer, site.house.clock());
    return ask(anonymous(site.address), "POST", "/join", {
      ticket: await codeTicket(code),
      organisation: { id: organisation, name: "Invented office", kind: "shelter" },
      desk: { id: deskId, name: "Intake", ...desk.value },
      member: { id, handle, name: "Invented coordinator", keys },
      phone: "+000 555 0999",
      statement,
      certificate: certificates[0],
    });
  }

  it("is made by the code shown at start, which works once; invitations work once too", async () => {
    const client = anonymous(site.address);
    expect((await ask(client, "GET", "/setup")).body).toEqual({ needed: true, demo: false });
    const issued = await issueSetupCode(site.house);
    const code = issued?.code ?? "";
    expect((await ask(client, "POST", "/join/start", { ticket: "A".repeat(43) })).status).toBe(404);
    expect((await ask(client, "POST", "/join/start", { ticket: await codeTicket(code.toLowerCase()) })).status).toBe(
      200,
    );
    const joined = await joinWith(code, "first@test");
    // Real people prove a second factor: it is made right after joining.
    expect(joined).toMatchObject({ status: 200, body: { half: true, asks: "passkey" } });
    expect((await ask(client, "GET", "/setup")).body).toEqual({ needed: false, demo: false });
    expect(await joinWith(code, "second@test")).toMatchObject({ status: 404, body: { name: "code-unknown" } });
    expect(await issueSetupCode(site.house)).toBeNull();

    const kdf = (await ask(client, "POST", "/sign-in/start", { handle: "First@Test" })).body as Parameters<
      typeof derive
    >[1];
    const derived = await derive(passphrase, kdf);
    if (!derived.ok) throw new Error(derived.why);
    const half = await signIn(site.address, "first@test", derived.value.proof);
    const clientOf = (answer: Answer) => ({
      address: site.address,
      headers: { origin: site.address, cookie: cookieOf(answer) },
    });
    const asked = (await ask(clientOf(half), "POST", "/passkeys/ask")).body as { challenge: string };
    const made = new Authenticator().make(asked, site.address);
    const whole = clientOf(await ask(clientOf(half), "POST", "/passkeys", { name: "Key", made }));
    const session = (await ask(whole, "GET", "/session")).body as { organisation: { id: string }; bundle: string };
    expect(session).toMatchObject({
      member: { roles: ["coordinator", "administrator"] },
      organisation: { invented: false },
    });
    expect((await openMember(session.bundle, derived.value.unlock)).ok).toBe(true);

    const invited = await issueInvitation(site.house, session.organisation.id);
    expect(await joinWith(invited.code, "FIRST@test")).toMatchObject({ status: 409, body: { name: "handle-taken" } });
    expect((await joinWith(invited.code, "second@test")).status).toBe(200);
    expect((await joinWith(invited.code, "third@test")).status).toBe(404);
  });
});
