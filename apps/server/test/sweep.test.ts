import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Line } from "../src/http/log.ts";
import { sweep } from "../src/jobs/sweep.ts";
import { issueEnrolment, issueInvitation } from "../src/people/codes.store.ts";
import { enrolPhone, makeOrganisation, memberOf, type Organisation, type Writer } from "./support/actors.ts";
import { ask } from "./support/client.ts";
import { invite } from "./support/people.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { referral, send } from "./support/writing.ts";

const day = 24 * 60;

describe("the sweep", () => {
  let site: TestSite;
  let home: Organisation;
  let shelter: Organisation;
  let phone: Writer;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    home = await makeOrganisation(site, { kind: "police", members: 2 });
    shelter = await makeOrganisation(site);
    phone = await enrolPhone(site, home);
  });
  afterAll(() => site.close());

  it("goes on where one case cannot be read, and logs that once, without a word of it", async () => {
    const fallback = await makeOrganisation(site);
    const sent = [];
    for (let n = 0; n < 3; n += 1) {
      const one = await referral(phone, { to: shelter, fallback });
      expect((await send(phone, one)).status).toBe(201);
      sent.push(one.envelope);
    }
    const [broken] = sent;
    await site.root("update threshold.entry set envelope = 'not to be read' where id = $1", [broken?.id]);
    await site.root("update threshold.referral set due = due - interval '1 hour' where case_id = $1", [broken?.case]);
    site.later(61);
    const lines: Line[] = [];
    expect(await sweep(site.house, (line) => lines.push(line))).toBe(2);
    expect(lines).toMatchObject([{ event: "sweep-failed", count: 1, at: expect.any(Array) }]);
    const text = JSON.stringify(lines);
    for (const word of [broken?.case, broken?.reference, home.id, "not to be read"]) expect(text).not.toContain(word);
  });

  it("forgets ninety days later what is over, and keeps what still counts", async () => {
    const by = memberOf(home);
    const hash = () => `sha256('${crypto.randomUUID()}')`;
    const begin = async () => {
      const answer = await ask(phone, "POST", "/device/shift", { number: "12", pin: "314159" });
      expect(answer.status).toBe(200);
    };
    const badge = { desk: home.desk.desk, number: "12", pin: "314159" };
    await site.root("update threshold.session set made_at = $1, seen_at = $1", [site.house.clock()]);
    expect((await ask(by, "POST", "/badges", badge)).status).toBe(200);
    await begin();
    await begin();
    const asking = (state: string, from: Date, ended: Date | null) =>
      site.root(
        `insert into threshold.custody_recovery values (gen_random_uuid(), $1, $2, ${hash()}, 'shares', '', '', null, null, null, '{}', $3, $3, $4, $5)`,
        [home.id, by.id, from, state, ended],
      );
    const now = site.house.clock();
    await asking("stopped", now, now);
    await asking("asked", now, null);
    await asking("asked", new Date(now.getTime() + 2 * day * 60_000), null);
    for (const used of [now, null])
      await site.root(`insert into threshold.recovery_code values (${hash()}, $1, $2, $3, $4)`, [
        ...[home.id, by.id, now, used],
      ]);
    await issueInvitation(site.house, home.id);
    await issueEnrolment(site.house, home.id, home.desk.desk);
    expect((await invite(by, { handle: "swept@test" })).answer.status).toBe(200);
    const count = async () => {
      const tables = ["custody_recovery", "shift", "recovery_code", "invitation", "enrolment", "member_invitation"];
      const text = tables.map((name) => `(select count(*)::int from threshold.${name}) as ${name}`);
      return (await site.root(`select ${text.join(", ")}`))[0];
    };
    const before = {
      custody_recovery: 3,
      shift: 2,
      recovery_code: 2,
      invitation: 1,
      enrolment: 2,
      member_invitation: 1,
    };
    await sweep(site.house);
    expect(await count()).toEqual(before);
    site.later(89 * day);
    await sweep(site.house);
    expect(await count()).toEqual(before);
    site.later(day + 1);
    await sweep(site.house);
    expect(await count()).toMatchObject({ custody_recovery: 1, shift: 1, recovery_code: 1 });
    site.later(15 * day);
    await sweep(site.house);
    // What stays: the phone's last shift, for what it may still send; its code, by which it is confirmed; a one-time code that is unused.
    expect(await count()).toEqual({
      ...{ custody_recovery: 0, shift: 1, recovery_code: 1 },
      ...{ invitation: 0, enrolment: 1, member_invitation: 0 },
    });
    await site.root("update threshold.device set revoked_at = now() - interval '200 days'");
    await sweep(site.house);
    expect(await count()).toMatchObject({ shift: 0, enrolment: 0 });
  });
});
