import { unwrapDesk } from "@threshold/sealing";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import {
  enrolPhone,
  makeOrganisation,
  memberOf,
  type Organisation,
  sharedKeys,
  signIn,
  signInAgain,
} from "./support/actors.ts";
import { anonymous, ask } from "./support/client.ts";
import { historyFits } from "./support/history.ts";
import { confirm, invite, join, joined, look, makeChange, passOn, peopleOf, sessionOf } from "./support/people.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { referral, send } from "./support/writing.ts";

const day = 24 * 60;

describe("people of an organisation", () => {
  let site: TestSite;
  let home: Organisation;
  let n = 0;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
  });
  afterAll(async () => {
    await historyFits(site);
    await site.close();
  });
  /** A fresh organisation of two: an administrator who coordinates, and a caseworker. */
  beforeEach(async () => {
    home = await makeOrganisation(site, { members: 2 });
    n += 1;
  });
  const admin = () => memberOf(home);
  const worker = () => memberOf(home, 1);
  const handle = () => `New-${n}@Test`;
  const post = (path: string, body?: unknown, by = admin()) => ask(by, "POST", path, body);
  const problem = (answer: { body: unknown }) => (answer.body as { name?: string }).name;
  const lineOf = async (id: string) => (await peopleOf(admin())).members.find((one) => one.id === id);
  const newcomer = async (more: Parameters<typeof invite>[1] = {}) =>
    joined(site.address, (await invite(admin(), { handle: handle(), ...more })).code);

  describe("an invitation", () => {
    it("lets one person in who waits, is confirmed by a colleague, and gets every key her desk ever had", async () => {
      const change = await makeChange(admin(), { rotate: [home.desk.desk] });
      expect((await post(`/desks/${home.desk.desk}/key`, { change })).status).toBe(200);
      const { code, answer } = await invite(admin(), { handle: handle() });
      expect(answer.status).toBe(200);
      const found = await look(site.address, code);
      expect(found.body).toMatchObject({ organisation: { id: home.id }, handle: handle(), renews: false });

      const she = await joined(site.address, code);
      expect((await sessionOf(she)).desks).toEqual([]);
      expect(await lineOf(she.id)).toMatchObject({ standing: "waiting", certificate: null });
      expect((await passOn(admin(), admin().own, home.desk.desk, [she.id])).status, "not before she is confirmed").toBe(
        409,
      );

      expect((await confirm(admin(), she.id)).status).toBe(200);
      expect(await lineOf(she.id)).toMatchObject({ standing: "here", desks: [home.desk.desk] });
      // Any colleague who works the desk passes its keys on, not the administrator alone.
      expect((await passOn(worker(), worker().own, home.desk.desk, [she.id])).status).toBe(200);
      const [desk] = (await sessionOf(she)).desks;
      expect(desk?.version).toBe(2);
      expect(desk?.earlier.map((key) => key.version)).toEqual([1]);
      for (const key of desk === undefined ? [] : [desk, ...desk.earlier])
        expect((await unwrapDesk(key, [she.own.secret])).ok).toBe(true);
    });

    it("is not used up by looking, works once, and ends after seven days or when it is taken back", async () => {
      const { code } = await invite(admin(), { handle: handle() });
      for (let look3 = 0; look3 < 3; look3 += 1) expect((await look(site.address, code)).status).toBe(200);
      await joined(site.address, code);
      expect(problem((await join(site.address, code)).answer)).toBe("code-unknown");

      const second = await invite(admin(), { handle: `second-${handle()}` });
      const open = (await peopleOf(admin())).invitations.find((one) => one.used === null);
      expect((await post(`/members/invitations/${open?.id}/take-back`)).status).toBe(200);
      expect(problem((await join(site.address, second.code)).answer)).toBe("code-unknown");

      const third = await invite(admin(), { handle: `third-${handle()}` });
      site.later(7 * day + 1);
      expect(problem(await look(site.address, third.code))).toBe("code-unknown");
      expect(problem((await join(site.address, third.code)).answer)).toBe("code-unknown");
    });

    it("two browsers with one code: one comes in", async () => {
      const { code } = await invite(admin(), { handle: handle() });
      const both = await Promise.all([join(site.address, code), join(site.address, code)]);
      expect(both.map(({ answer }) => answer.status).sort()).toEqual([200, 404]);
    });

    it("names an address whose capitals make no difference, once", async () => {
      const she = await newcomer();
      const again = await invite(admin(), { handle: handle().toUpperCase() });
      expect(problem(again.answer)).toBe("handle-taken");
      expect((await signIn(site.address, she.handle.toLowerCase(), admin().proof)).status).toBe(200);
      expect((await invite(admin(), { handle: `twice-${n}@test` })).answer.status).toBe(200);
      expect(problem((await invite(admin(), { handle: `TWICE-${n}@test` })).answer)).toBe("handle-taken");
    });

    it("is for administrators to make, and to see", async () => {
      expect(problem((await invite(worker(), { handle: handle() })).answer)).toBe("not-allowed");
      await invite(admin(), { handle: handle() });
      expect((await peopleOf(worker())).invitations).toEqual([]);
      expect((await peopleOf(admin())).invitations).toHaveLength(1);
    });

    it("gives what was invited: a certificate for more is refused, and so is one for another organisation's desk", async () => {
      const she = await newcomer();
      const line = await lineOf(she.id);
      if (line === undefined) throw new Error("nobody");
      const { id, verifyKey, recipient, desks } = line;
      const more = await makeChange(admin(), {
        member: { id, verifyKey, recipient, roles: ["administrator"], desks },
      });
      expect((await post(`/members/${id}/confirm`, { change: more })).status).toBe(422);
      expect(await lineOf(id)).toMatchObject({ standing: "waiting" });
      const other = await makeOrganisation(site);
      expect((await invite(admin(), { handle: `x${handle()}`, desks: [other.desk.desk] })).answer.status).toBe(400);
    });
  });

  describe("leaving", () => {
    const end = async (id: string, rotate = [home.desk.desk]) => makeChange(admin(), { leaving: id, rotate });

    it("is at once: no session, no keys, no certificate, and a new key for the desk in the same moment", async () => {
      const gone = worker();
      const before = (await sessionOf(admin())).desks[0];
      const change = await end(gone.id);
      expect((await post(`/members/${gone.id}/end`, { change })).status).toBe(200);
      expect((await ask(gone, "GET", "/session")).status).toBe(401);
      expect((await ask(gone, "GET", "/inbox")).status).toBe(401);
      expect(problem(await signIn(site.address, gone.handle, gone.proof))).toBe("wrong-passphrase");
      const rows = await site.root("select * from threshold.desk_key_wrap where member = $1", [gone.id]);
      expect(rows).toEqual([]);
      const desk = (await sessionOf(admin())).desks[0];
      expect(desk).toMatchObject({ version: 2, earlier: [{ version: 1, recipient: before?.recipient }] });
      expect(desk?.recipient).not.toBe(before?.recipient);
      const listed = await ask(admin(), "GET", "/members/directory");
      expect(listed.text).toContain(desk?.recipient);
      expect(listed.text).not.toContain(before?.recipient);
      expect(await lineOf(gone.id)).toMatchObject({ standing: "left", certificate: null });
      // Somebody else may have the sign-in name now.
      expect((await invite(admin(), { handle: gone.handle })).answer.status).toBe(200);
    });

    it("is whole or not at all", async () => {
      const gone = worker();
      const change = await end(gone.id);
      const [key] = change.desks;
      if (key === undefined || change.statement === null) throw new Error("nothing was made");
      const halves = [
        { ...change, desks: [] },
        { ...change, desks: [{ ...key, wraps: [] }] },
        { ...change, desks: [{ ...key, wraps: [...key.wraps, { member: gone.id, wrapped: "x" }] }] },
        { ...change, desks: [{ ...key, version: 3 }] },
        { ...change, statement: null },
        { ...change, statement: { ...change.statement, signature: change.statement.signature.replace(/^./, "_") } },
      ];
      for (const [at, half] of halves.entries()) {
        const answer = await post(`/members/${gone.id}/end`, { change: half });
        expect(answer.status, String(at)).toBeGreaterThanOrEqual(400);
        expect(answer.status, String(at)).toBeLessThan(500);
        expect((await ask(gone, "GET", "/session")).status, String(at)).toBe(200);
        expect((await sessionOf(admin())).desks[0]?.version, String(at)).toBe(1);
      }
      // A statement that keeps the leaver's certificate.
      const keeps = await makeChange(admin(), { rotate: [home.desk.desk] });
      expect((await post(`/members/${gone.id}/end`, { change: keeps })).status).toBe(422);
      expect((await post(`/members/${gone.id}/end`, { change })).status).toBe(200);
    });

    it("is not for oneself, and somebody who keeps people stays", async () => {
      const change = await end(worker().id);
      expect(problem(await post(`/members/${admin().id}/end`, { change }))).toBe("not-yourself");
      const line = await lineOf(worker().id);
      if (line === undefined) throw new Error("nobody");
      const { id, verifyKey, recipient, desks } = line;
      const raised = await makeChange(admin(), {
        member: { id, verifyKey, recipient, roles: ["administrator", "caseworker"], desks },
      });
      const roles = ["administrator", "caseworker"];
      expect((await post(`/members/${id}/change`, { roles, desks, change: raised })).status).toBe(200);
      // Two administrators: each can end the other's access, and then one is left.
      const out = await makeChange(worker(), { leaving: admin().id, rotate: [home.desk.desk] });
      expect((await ask(worker(), "POST", `/members/${admin().id}/end`, { change: out })).status).toBe(200);
      expect((await ask(admin(), "GET", "/session")).status).toBe(401);
      const self = { until: null, standsIn: null };
      expect(problem(await ask(worker(), "POST", `/members/${id}/leave`, self))).toBe("last-administrator");
    });

    it("takes along what she could still use: codes that she made, and an asking for keys", async () => {
      const line = await lineOf(worker().id);
      if (line === undefined) throw new Error("nobody");
      const { id, verifyKey, recipient, desks } = line;
      const roles = ["administrator", "caseworker"] as const;
      const raised = await makeChange(admin(), { member: { id, verifyKey, recipient, roles: [...roles], desks } });
      expect((await post(`/members/${id}/change`, { roles, desks, change: raised })).status).toBe(200);
      const back = await invite(worker(), { handle: handle(), roles: ["administrator"] });
      expect((await look(site.address, back.code)).status).toBe(200);
      const mine = await invite(admin(), { handle: `stays-${handle()}` });
      const { keys } = await sharedKeys();
      const asking = { handle: worker().handle, keys };
      expect((await ask(anonymous(site.address), "POST", "/recoveries", asking)).status).toBe(200);
      expect((await post(`/members/${id}/end`, { change: await end(id) })).status).toBe(200);
      expect(problem((await join(site.address, back.code)).answer)).toBe("code-unknown");
      expect((await look(site.address, mine.code)).status).toBe(200);
      const askings = await site.root("select state, ended_by from threshold.custody_recovery where member = $1", [id]);
      expect(askings).toEqual([{ state: "stopped", ended_by: admin().id }]);
    });

    it("does not lose what a phone sealed to the key of before, for thirty days", async () => {
      const police = await makeOrganisation(site);
      const phone = await enrolPhone(site, police);
      const soon = await referral(phone, { to: home });
      const change = await makeChange(admin(), { rotate: [home.desk.desk] });
      expect((await post(`/desks/${home.desk.desk}/key`, { change })).status).toBe(200);
      expect((await send(phone, soon)).status, "sealed before the new key, sent after").toBe(201);
      const late = await referral(phone, { to: home });
      site.later(31 * day);
      expect(problem(await send(phone, late))).toBe("recipient-wrong");
    });
  });

  describe("leave", () => {
    it("ends the session and bars signing in until its last day is over; keys stay", async () => {
      const away = worker();
      const until = new Date(site.house.clock().getTime() + 2 * day * 60_000).toISOString().slice(0, 10);
      const begun = await post(`/members/${away.id}/leave`, { until, standsIn: admin().id });
      expect(begun.status).toBe(200);
      expect((await ask(away, "GET", "/session")).status).toBe(401);
      expect(problem(await signIn(site.address, away.handle, away.proof))).toBe("on-leave");
      expect(await lineOf(away.id)).toMatchObject({ standing: "on-leave", leave: { until, standsIn: admin().id } });
      // A key that is made meanwhile is hers too when she comes back.
      const change = await makeChange(admin(), { rotate: [home.desk.desk] });
      expect((await post(`/desks/${home.desk.desk}/key`, { change })).status).toBe(200);
      site.later(3 * day);
      await signInAgain(home);
      expect((await sessionOf(away)).desks[0]).toMatchObject({ version: 2, earlier: [{ version: 1 }] });
    });

    it("is ended by an administrator, and wants somebody there who keeps people", async () => {
      const away = worker();
      const open = { until: null, standsIn: null };
      expect((await post(`/members/${away.id}/leave`, open)).status).toBe(200);
      site.later(400 * day);
      await signInAgain({ ...home, members: [admin()] });
      expect(problem(await signIn(site.address, away.handle, away.proof))).toBe("on-leave");
      expect((await post(`/members/${away.id}/return`)).status).toBe(200);
      expect((await signIn(site.address, away.handle, away.proof)).status).toBe(200);
      expect(problem(await post(`/members/${admin().id}/leave`, open))).toBe("last-administrator");
      for (const until of ["2020-01-01", "2999-02-30", "2999-13-01"])
        expect((await post(`/members/${away.id}/leave`, { until, standsIn: null })).status, until).toBe(400);
      const stranger = { until: null, standsIn: crypto.randomUUID() };
      expect((await post(`/members/${away.id}/leave`, stranger)).status).toBe(400);
    });
  });

  describe("a forgotten passphrase", () => {
    it("is new keys for the same member: the old ones stop, a colleague confirms and passes the desk's keys on", async () => {
      const she = worker();
      const { code, answer } = await invite(admin(), { handle: "any@where", renews: she.id });
      expect(answer.status).toBe(200);
      const before = await lineOf(she.id);
      const choices = {
        mail: null,
        mailHow: "none",
        digestAt: "08:00",
        quiet: null,
        zone: "Etc/UTC",
        urgentAnyway: true,
      };
      expect((await ask(she, "PUT", "/telling", choices)).status).toBe(200);
      const kept = () => site.root("select 1 from threshold.telling where member = $1", [she.id]);
      expect(await kept()).toHaveLength(1);
      const again = await joined(site.address, code);
      expect(again.id).toBe(she.id);
      expect(await kept(), "what somebody else may have put there").toEqual([]);
      expect((await ask(she, "GET", "/session")).status, "the old session").toBe(401);
      const waits = await lineOf(she.id);
      expect(waits).toMatchObject({ standing: "waiting", roles: before?.roles, desks: before?.desks });
      expect(waits?.renewed).not.toBeNull();
      expect((await sessionOf(again)).desks).toEqual([]);
      expect((await confirm(admin(), she.id)).status).toBe(200);
      const line = await lineOf(she.id);
      expect(line?.certificate?.statement.verifyKey).toBe(again.signing.verifyKey);
      expect((await passOn(admin(), admin().own, home.desk.desk, [she.id])).status).toBe(200);
      const [desk] = (await sessionOf(again)).desks;
      expect(desk !== undefined && (await unwrapDesk(desk, [again.own.secret])).ok).toBe(true);
      const record = await ask(admin(), "GET", "/record");
      expect(record.text).toContain('"member-renewed"');
    });

    it("does not bring back what was changed after the invitation: roles, desks, leave", async () => {
      const line = await lineOf(worker().id);
      if (line === undefined) throw new Error("nobody");
      const { id, verifyKey, recipient, desks } = line;
      const first = await invite(admin(), { renews: id });
      const roles = ["officer"] as const;
      const change = await makeChange(admin(), { member: { id, verifyKey, recipient, roles: [...roles], desks } });
      expect((await post(`/members/${id}/change`, { roles, desks, change })).status).toBe(200);
      expect(problem(await look(site.address, first.code))).toBe("code-unknown");
      const second = await invite(admin(), { renews: id });
      expect((await post(`/members/${id}/leave`, { until: null, standsIn: null })).status).toBe(200);
      expect(problem(await look(site.address, second.code))).toBe("code-unknown");
      const third = await invite(admin(), { renews: id });
      expect((await look(site.address, third.code)).status, "made after it").toBe(200);
    });

    it("wants another administrator", async () => {
      expect(problem((await invite(admin(), { renews: admin().id })).answer)).toBe("not-yourself");
      expect(problem((await invite(admin(), { renews: crypto.randomUUID() })).answer)).toBe("not-found");
    });
  });

  describe("roles and desks", () => {
    it("a second desk: who works there gets its key; who leaves it loses it, and the desk gets a new one", async () => {
      const desk = crypto.randomUUID();
      const change = await makeChange(admin(), { added: { desk, members: [admin().id, worker().id] } });
      const body = { desk: { id: desk, name: "Night desk" }, phone: "+000 555 0777", change };
      expect((await post("/desks", body)).status).toBe(200);
      expect((await sessionOf(worker())).desks.map((one) => one.id).sort()).toEqual([desk, home.desk.desk].sort());
      expect((await ask(worker(), "GET", "/members/directory")).text).toContain("Night desk");

      const line = await lineOf(worker().id);
      if (line === undefined) throw new Error("nobody");
      const { id, verifyKey, recipient, roles } = line;
      const stays = [home.desk.desk];
      const moved = await makeChange(admin(), {
        member: { id, verifyKey, recipient, roles, desks: stays },
        rotate: [desk],
      });
      expect((await post(`/members/${id}/change`, { roles, desks: stays, change: moved })).status).toBe(200);
      expect((await sessionOf(worker())).desks.map((one) => one.id)).toEqual(stays);
      expect((await sessionOf(admin())).desks.find((one) => one.id === desk)?.version).toBe(2);
      // Without a new key for the desk that was left, it is refused.
      const lazy = await makeChange(admin(), { member: { id, verifyKey, recipient, roles, desks: [] } });
      expect((await post(`/members/${id}/change`, { roles, desks: [], change: lazy })).status).toBe(422);
    });

    it("nobody raises herself, and a caseworker changes nobody", async () => {
      const line = await lineOf(admin().id);
      if (line === undefined) throw new Error("nobody");
      const { id, verifyKey, recipient, desks } = line;
      const roles = ["administrator", "investigator"] as const;
      const change = await makeChange(admin(), { member: { id, verifyKey, recipient, roles: [...roles], desks } });
      expect(problem(await post(`/members/${id}/change`, { roles, desks, change }))).toBe("not-yourself");
      expect(problem(await ask(worker(), "POST", `/members/${id}/change`, { roles, desks, change }))).toBe(
        "not-allowed",
      );
    });

    it("two changes at once: one is made, and the other is asked to look again", async () => {
      const [one, other] = [
        await makeChange(admin(), { rotate: [home.desk.desk] }),
        await makeChange(admin(), { rotate: [home.desk.desk] }),
      ];
      const answers = await Promise.all([one, other].map((change) => post(`/desks/${home.desk.desk}/key`, { change })));
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      expect((await sessionOf(admin())).desks[0]?.version).toBe(2);
    });

    it("another organisation's administrator reaches nobody here", async () => {
      const other = await makeOrganisation(site);
      const change = await makeChange(admin(), { leaving: worker().id, rotate: [home.desk.desk] });
      const by = memberOf(other);
      expect(problem(await ask(by, "POST", `/members/${worker().id}/end`, { change }))).toBe("not-found");
      const leave = { until: null, standsIn: null };
      expect(problem(await ask(by, "POST", `/members/${worker().id}/leave`, leave))).toBe("not-found");
      expect((await ask(by, "POST", `/desks/${home.desk.desk}/key`, { change })).status).toBeGreaterThanOrEqual(400);
      expect((await sessionOf(admin())).desks[0]?.version).toBe(1);
    });
  });

  it("a small office says so, alone, until a second person joins", async () => {
    expect(problem(await post("/small-office"))).toBe("more-than-one");
    const small = await makeOrganisation(site);
    const one = memberOf(small);
    expect((await peopleOf(one)).smallOffice).toBeNull();
    expect((await ask(one, "POST", "/small-office")).status).toBe(200);
    expect((await peopleOf(one)).smallOffice).not.toBeNull();
    // Alone one may change one's own roles, but somebody has to keep people.
    const line = (await peopleOf(one)).members[0];
    if (line === undefined) throw new Error("nobody");
    const { id, verifyKey, recipient, desks } = line;
    const own = async (roles: typeof line.roles) => {
      const change = await makeChange(one, { member: { id, verifyKey, recipient, roles, desks } });
      return ask(one, "POST", `/members/${id}/change`, { roles, desks, change });
    };
    expect(problem(await own(["coordinator"]))).toBe("last-administrator");
    expect((await own(["administrator", "caseworker"])).status).toBe(200);
    await joined(site.address, (await invite(one, { handle: handle() })).code);
    expect((await peopleOf(one)).smallOffice).toBeNull();
  });

  it("opening the link tells the server nothing: the code is behind the #", async () => {
    const { code } = await invite(admin(), { handle: handle() });
    await fetch(`${site.address}/desk#join=${code}`);
    await ask(anonymous(site.address), "GET", `/members/join/start`);
    expect(JSON.stringify(site.log)).not.toContain(code);
    expect((await look(site.address, code)).status).toBe(200);
  });
});
