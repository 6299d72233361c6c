import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../src/database/connect.ts";
import { asActor } from "../src/database/scope.ts";
import { readNetwork } from "../src/demo/network.ts";
import { type Site, startSite, verifyLog } from "../src/index.ts";
import { sweep } from "../src/jobs/sweep.ts";
import { enrolPhone, makeOrganisation, memberOf, type Organisation, signIn, signInAgain } from "./support/actors.ts";
import { type Agency, openAgency, versions } from "./support/agency.ts";
import { ask } from "./support/client.ts";
import { removeLater, temporaryFolder } from "./support/folder.ts";
import { accepted, opened, referral, send } from "./support/writing.ts";

type Lines = { lines: { case: string }[] };
type File = { entries: { envelope: { kind: string } }[] };

describe.each(versions)("a PostgreSQL of the agency's own, %s, over TCP with a password", (_name, bin) => {
  let agency: Agency;
  const sites: Site[] = [];
  let ahead = 0;
  beforeAll(async () => {
    agency = await openAgency(bin);
    await agency.addUser("owner", "createrole");
    for (const name of ["one", "two", "three"]) await agency.root("postgres", `create database ${name} owner owner`);
  });
  afterEach(async () => {
    for (const site of sites.splice(0)) await site.stop();
    ahead = 0;
  });
  afterAll(async () => {
    await agency.stop();
    await removeLater();
  });

  const start = async (databaseUrl: string, keys: string, demo = false) => {
    const site = await startSite({
      ...{ data: "/nowhere", host: "127.0.0.1", port: 0, web: "/nowhere", demo, databaseUrl },
      ...{ keyFile: join(keys, "server.json"), clock: () => new Date(Date.now() + ahead), log: () => undefined },
      sweepEvery: 3_600_000,
    });
    sites.push(site);
    return site;
  };

  it("serves a whole case for an owner who is no superuser, makes roles, and holds the rows apart", async () => {
    const url = agency.url("owner", "one");
    const site = await start(url, await temporaryFolder());
    expect(site.cluster).toBeNull();
    const [police, shelter, unit] = [
      await makeOrganisation(site),
      await makeOrganisation(site),
      await makeOrganisation(site),
    ];
    const member = memberOf(shelter);
    expect((await signIn(site.address, member.handle, member.proof)).status).toBe(200);
    const phone = await enrolPhone(site, police);

    const answered = await referral(phone, { to: shelter, fallback: unit });
    const left = await referral(phone, { to: shelter, fallback: unit });
    for (const one of [answered, left]) expect((await send(phone, one)).status).toBe(201);
    const inbox = (await ask(member, "GET", "/inbox")).body as Lines;
    expect(inbox.lines.map((line) => line.case).sort()).toEqual([answered.envelope.case, left.envelope.case].sort());
    const opening = await opened(member, answered.envelope);
    expect((await send(member, opening)).status).toBe(201);
    const story = `/cases/${answered.envelope.case}/story?opening=${opening.envelope.id}`;
    expect((await ask(member, "GET", story)).status).toBe(200);
    expect((await send(member, await accepted(member, answered.envelope, [opening.envelope.id]))).status).toBe(201);

    ahead = 61 * 60_000;
    expect(await sweep(site.house)).toBe(1);
    await signInAgain(unit);
    const after = (await ask(memberOf(unit), "GET", "/inbox")).body as Lines;
    expect(after.lines.map((line) => line.case)).toEqual([left.envelope.case]);
    expect(await verifyLog({ url }, site.house.keys.verifyKey)).toMatchObject({ ok: true, receipts: 5, parts: 4 });

    // What requests run as: not who signed in, not who owns the tables, and bound to the organisation of the transaction.
    const { db, clock } = site.house;
    const self = await sql<{ who: string; login: string; strong: boolean; owns: boolean }>`
      select current_user as who, session_user as login, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as strong,
             exists (select from pg_tables where tableowner = current_user) as owns`.execute(db);
    expect(self.rows).toEqual([{ who: "threshold_app", login: "owner", strong: false, owns: false }]);
    const count = sql<{ n: number }>`select count(*) as n from sealed_part`;
    expect((await count.execute(db)).rows[0]?.n).toBe(0);
    // Cards of both for the first receiver, of the one that passed on for the fallback; stories of neither, since nobody said why.
    const seenBy = (home: Organisation) => {
      const actor = { kind: "member", id: memberOf(home).id, organisation: home.id, desks: [home.desk] } as const;
      return asActor(db, clock, { ...actor, roles: ["caseworker"] }, async (s) => (await count.execute(s)).rows[0]?.n);
    };
    expect(await Promise.all([police, shelter, unit].map(seenBy))).toEqual([0, 2, 1]);
    await expect(sql`select * from migration`.execute(db)).rejects.toThrow(/permission denied/);
    expect(
      await agency.root("one", "select tableowner as who from pg_tables where schemaname = 'threshold' group by 1"),
    ).toEqual([{ who: "threshold_owner" }]);
  });

  it("serves from two processes at once: one demo network, each passed-on written once", async () => {
    const [url, keys] = [agency.url("owner", "two"), await temporaryFolder()];
    const both = await Promise.all([start(url, keys, true), start(url, keys, true)]);
    expect(both.map((site) => site.guide?.phone?.code.length)).toEqual([expect.any(Number), expect.any(Number)]);
    const n = (await readNetwork()).organisations.length;
    expect(await agency.root("two", "select count(*)::integer as n from threshold.organisation")).toEqual([{ n }]);

    const [first, second] = both as [Site, Site];
    const [police, shelter, unit] = [
      await makeOrganisation(first),
      await makeOrganisation(second),
      await makeOrganisation(first),
    ];
    const phone = await enrolPhone(first, police);
    const made = [];
    for (let n = 0; n < 4; n += 1) made.push(await referral(phone, { to: shelter, fallback: unit }));
    for (const [n, one] of made.entries())
      expect((await send({ ...phone, address: (both[n % 2] ?? first).address }, one)).status).toBe(201);

    ahead = 61 * 60_000;
    await signInAgain(unit, police);
    // Two that sweep at the same moment may pick the same number for different cases; the next sweep takes up what was left.
    let written = 0;
    for (let tries = 0; tries < 5 && written < made.length; tries += 1)
      written += (await Promise.all(both.map((site) => sweep(site.house)))).reduce((sum, n) => sum + n, 0);
    expect(written).toBe(made.length);
    expect(await Promise.all(both.map((site) => sweep(site.house)))).toEqual([0, 0]);
    for (const [n, { envelope }] of made.entries()) {
      const site = both[n % 2] ?? first;
      const file = (await ask({ ...memberOf(police), address: site.address }, "GET", `/cases/${envelope.case}`)).body;
      expect((file as File).entries.map((entry) => entry.envelope.kind)).toEqual(["referred", "passed-on"]);
    }
    expect(await verifyLog({ url }, first.house.keys.verifyKey)).toMatchObject({ ok: true, receipts: 8 });
  });

  it("does not go on with other keys than those that signed the log", async () => {
    const [url, keys] = [agency.url("owner", "three"), await temporaryFolder()];
    const site = await start(url, keys);
    const [police, shelter] = [await makeOrganisation(site), await makeOrganisation(site)];
    const phone = await enrolPhone(site, police);
    expect((await send(phone, await referral(phone, { to: shelter }))).status).toBe(201);
    await expect(start(url, await temporaryFolder())).rejects.toThrow(
      /was signed with other keys than those in .*server/,
    );
    expect((await start(url, keys)).setup).toBeNull();
  });

  it("refuses a connection that did not get its role, and a role for requests that could take on another's rights", async () => {
    const url = agency.url("owner", "three");
    // An option that is written so that the address's own is not seen: as a pooler that drops ours would do it.
    const past = { url: `${url}?%6Fptions=-c%20search_path%3Dthreshold` };
    await expect(connect(past, "app")).rejects.toThrow(/did not give the role threshold_app/);
    await expect(start(past.url, await temporaryFolder())).rejects.toThrow(/did not give the role/);
    await agency.root("three", "grant threshold_lookup to threshold_app");
    try {
      await expect(start(url, await temporaryFolder())).rejects.toThrow(/must not be a member of threshold_lookup/);
    } finally {
      await agency.root("three", "revoke threshold_lookup from threshold_app");
    }
  });

  it("who may not make roles is told what to run, and it starts once that was run", async () => {
    const other = await openAgency(bin);
    try {
      await other.addUser("guest", "nocreaterole noinherit");
      await other.root("postgres", "create database given");
      const [url, keys] = [other.url("guest", "given"), await temporaryFolder()];
      const told = await start(url, keys).then(
        () => "",
        (error: Error) => error.message,
      );
      expect(told).toMatch(/^The database user "guest" may not prepare the database "given"\. Ask its administrator/);
      const commands = told.split("\n").slice(1);
      expect(commands).toEqual([
        "create role threshold_owner nologin noinherit;",
        "create role threshold_app nologin noinherit;",
        "create role threshold_lookup nologin noinherit;",
        "grant threshold_lookup to threshold_owner;",
        "grant threshold_owner, threshold_app, threshold_lookup to guest;",
        "grant create on database given to guest;",
      ]);
      const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
      for (const command of commands)
        expect(readme).toContain(command.replace("to guest", "to SITE").replace("database given", "database SITE"));
      await other.root("given", commands.join("\n"));
      const site = await start(url, keys);
      const [police, shelter] = [await makeOrganisation(site), await makeOrganisation(site)];
      const phone = await enrolPhone(site, police);
      expect((await send(phone, await referral(phone, { to: shelter }))).status).toBe(201);
      for (const running of sites.splice(0)) await running.stop();
      expect((await start(url, keys)).setup).toBeNull();

      // Roles that somebody else made: a second user who may make roles still may not hand these out from version 16 on.
      await other.addUser("second", "createrole");
      await other.root("postgres", "create database another owner second");
      const again = start(other.url("second", "another"), await temporaryFolder());
      if (other.major < 16) expect((await again).setup).not.toBeNull();
      else await expect(again).rejects.toThrow(/grant threshold_owner, threshold_app, threshold_lookup to second;/);
    } finally {
      for (const site of sites.splice(0)) await site.stop();
      await other.stop();
    }
  });
});
