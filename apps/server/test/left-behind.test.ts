import { makeIdentity, seal, toBase64 } from "@threshold/sealing";
import { makeSigningKey } from "@threshold/sealing/signing";
import { codeMark, codeTicket } from "@threshold/sealing/trust";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type Member, makeOrganisation, memberOf, type Organisation, useCode } from "./support/actors.ts";
import { anonymous, ask } from "./support/client.ts";
import { historyFits } from "./support/history.ts";
import { confirm, invite, joined, makeChange, peopleOf, sessionOf } from "./support/people.ts";
import { openSite, type TestSite } from "./support/site.ts";

/** A code's twenty symbols, as nobody was given before. */
const codes = ["ACEF-HJKM", "CEFH-JKMN", "EFHJ-KMNP", "FHJK-MNPQ"].map((one) => one.repeat(3).slice(0, 26));

describe("what somebody leaves behind", () => {
  let site: TestSite;
  let home: Organisation;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
  });
  afterAll(async () => {
    await historyFits(site);
    await site.close();
  });
  beforeEach(async () => {
    home = await makeOrganisation(site, { members: 2 });
  });
  const admin = () => memberOf(home);
  const worker = () => memberOf(home, 1);
  const post = (path: string, body?: unknown, by = admin()) => ask(by, "POST", path, body);
  const problem = (answer: { body: unknown }) => (answer.body as { name?: string }).name;
  const lineOf = async (id: string) => {
    const line = (await peopleOf(admin())).members.find((one) => one.id === id);
    if (line === undefined) throw new Error("nobody");
    return line;
  };
  /** As apps/web/src/desk/people/changes.ts does it. */
  async function end(leaving: string, rotate: readonly string[]) {
    const { id, verifyKey, recipient, roles, desks } = await lineOf(leaving);
    const member = { id, verifyKey, recipient, roles, desks };
    return post(`/members/${id}/end`, { change: await makeChange(admin(), { member, leaving, rotate }) });
  }

  it("who waits with new keys held the old ones, so her desk gets a new key; a newcomer held none", async () => {
    const again = await joined(site.address, (await invite(admin(), { renews: worker().id })).code);
    expect(await lineOf(again.id)).toMatchObject({ standing: "waiting", renewed: expect.any(String) });
    expect(problem(await end(again.id, []))).toBe("keys-incomplete");
    expect((await end(again.id, [home.desk.desk])).status).toBe(200);
    expect((await sessionOf(admin())).desks[0]?.version).toBe(2);
    const fresh = await joined(site.address, (await invite(admin(), { handle: `n-${home.id}` })).code);
    expect(await lineOf(fresh.id)).toMatchObject({ standing: "waiting", certificate: null, renewed: null });
    expect((await end(fresh.id, [])).status).toBe(200);
    expect((await sessionOf(admin())).desks[0]?.version).toBe(2);
  });

  it("who waits with new keys holds up nobody: a desk gets its next key meanwhile, and she has no part in it", async () => {
    const again = await joined(site.address, (await invite(admin(), { renews: worker().id })).code);
    expect(await lineOf(again.id)).toMatchObject({ standing: "waiting", certificate: expect.anything() });
    const change = await makeChange(admin(), { rotate: [home.desk.desk] });
    expect(change.desks[0]?.wraps.map((one) => one.member)).toEqual([admin().id]);
    expect((await post(`/desks/${home.desk.desk}/key`, { change })).status).toBe(200);
    expect((await confirm(admin(), again.id)).status).toBe(200);
  });

  async function put(id: string, roles: ("administrator" | "caseworker" | "coordinator")[]) {
    const { verifyKey, recipient, desks } = await lineOf(id);
    const change = await makeChange(admin(), { member: { id, verifyKey, recipient, roles, desks } });
    expect((await post(`/members/${id}/change`, { roles, desks, change })).status).toBe(200);
  }
  /** A code for an organisation and one for a phone. */
  async function makeCodes(by: Member, [forOrganisation = "", forPhone = ""]: readonly string[]) {
    const place = { network: "x", root: "y", organisation: null, desk: null };
    const made = async (code: string) => ({ ticket: await codeTicket(code), mark: await codeMark(code, place) });
    const sealed = await seal(new TextEncoder().encode("x"), [(await makeIdentity()).recipient]);
    if (!sealed.ok) throw new Error(sealed.why);
    expect((await post("/invitations", await made(forOrganisation), by)).status).toBe(200);
    const phone = { ...(await made(forPhone)), desk: home.desk.desk, sealedCode: toBase64(sealed.value) };
    expect((await post("/enrolments", phone, by)).status).toBe(200);
  }
  async function stillGood([forOrganisation = "", forPhone = ""]: readonly string[]): Promise<boolean[]> {
    const nobody = anonymous(site.address);
    const { verifyKey } = await makeSigningKey({ extractable: false });
    const looked = await ask(nobody, "POST", "/join/start", { ticket: await codeTicket(forOrganisation) });
    const enrolled = await ask(nobody, "POST", "/enrol", await useCode(forPhone, verifyKey));
    return [looked, enrolled].map(({ status }) => status === 200);
  }

  it("codes for organisations and phones that she made close with her going; a colleague's stay", async () => {
    await put(worker().id, ["coordinator"]);
    await makeCodes(worker(), codes.slice(0, 2));
    await makeCodes(admin(), codes.slice(2));
    expect((await end(worker().id, [home.desk.desk])).status).toBe(200);
    expect(await stillGood(codes.slice(0, 2))).toEqual([false, false]);
    expect(await stillGood(codes.slice(2))).toEqual([true, true]);
  });

  it("and close when she may not make such any more", async () => {
    const mine = codes.map((code) => `${code.slice(0, -1)}X`);
    await put(worker().id, ["coordinator"]);
    await makeCodes(worker(), mine.slice(0, 2));
    await put(worker().id, ["coordinator", "caseworker"]);
    expect((await stillGood(mine.slice(0, 1)))[0], "she still may").toBe(true);
    await put(worker().id, ["caseworker"]);
    expect(await stillGood(mine.slice(0, 2))).toEqual([false, false]);
  });

  it("an invitation that is taken back is in the record", async () => {
    await invite(admin(), { renews: worker().id });
    const [open] = (await peopleOf(admin())).invitations;
    expect((await post(`/members/invitations/${open?.id}/take-back`)).status).toBe(200);
    const [line] = ((await ask(admin(), "GET", "/record")).body as { lines: object[] }).lines;
    expect(line).toMatchObject({ kind: "invitation-taken-back", by: admin().id, about: worker().id });
  });
});
