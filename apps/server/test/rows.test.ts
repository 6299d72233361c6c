import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { asOrganisation } from "../src/database/scope.ts";
import { issueEnrolment, issueInvitation } from "../src/people/codes.store.ts";
import { addTry } from "../src/people/sign-in.store.ts";
import {
  enrolPhone,
  makeOrganisation,
  memberOf,
  type Organisation,
  signInAgain,
  type Writer,
} from "./support/actors.ts";
import { openSite, type TestSite } from "./support/site.ts";
import { declined, type MadeReferral, referral, send } from "./support/writing.ts";

/** Rows each one may see, by plain SQL as the app's role; past all of our own code. */
describe("row-level security", () => {
  let site: TestSite;
  let sender: Organisation;
  let receiver: Organisation;
  let fallback: Organisation;
  let stranger: Organisation;
  let phone: Writer;
  let waiting: MadeReferral;
  beforeAll(async () => {
    site = await openSite(inject("cluster"));
    [sender, receiver, fallback, stranger] = [
      await makeOrganisation(site),
      await makeOrganisation(site),
      await makeOrganisation(site),
      await makeOrganisation(site),
    ];
    for (const home of [sender, receiver, fallback, stranger]) {
      await enrolPhone(site, home);
      await issueInvitation(site.house, home.id);
      await issueEnrolment(site.house, home.id, home.desk.desk);
    }
    phone = await enrolPhone(site, sender);
    waiting = await referral(phone, { to: receiver, fallback });
    expect((await send(phone, waiting)).status).toBe(201);
    await addTry(site.house, Buffer.alloc(32, 1));
  });
  afterAll(() => site.close());

  const tables = async () =>
    (await site.root(
      "select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced from pg_class c where c.relnamespace = 'threshold'::regnamespace and c.relkind = 'r' order by 1",
    )) as {
      name: string;
      forced: boolean;
    }[];

  it("is forced on every table, and the role that answers is no superuser", async () => {
    const open = (await tables()).filter((table) => !table.forced).map((table) => table.name);
    expect(open).toEqual(["migration"]);
    expect(
      await site.root(
        "select rolname from pg_roles where rolname like 'threshold_%' and rolname <> 'threshold_root' and (rolsuper or rolbypassrls or rolcreaterole)",
      ),
    ).toEqual([]);
    const { rows } = await sql<{
      who: string;
      own: boolean;
    }>`select current_user as who, exists (select from pg_tables where tableowner = current_user) as own`.execute(
      site.house.db,
    );
    expect(rows[0]).toEqual({ who: "threshold_app", own: false });
  });

  const count = (organisation: string | null, table: string) => {
    const ask = sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`;
    const run =
      organisation === null
        ? ask.execute(site.house.db)
        : asOrganisation(site.house.db, site.house.clock, organisation, (scope) => ask.execute(scope));
    return run.then(
      (result) => result.rows[0]?.n ?? -1,
      (error: { code?: string }) => error.code ?? "?",
    );
  };
  const refused = "42501";
  /** Columns: nobody, sender, receiver, fallback before its time, fallback after it, stranger. */
  const expected: Record<string, readonly (number | string)[]> = {
    organisation: [0, 1, 1, 1, 1, 1],
    desk: [0, 1, 1, 1, 1, 1],
    member: [0, 1, 1, 1, 1, 1],
    desk_key: [0, 1, 1, 1, 1, 1],
    desk_key_wrap: [0, 1, 1, 1, 1, 1],
    device: [0, 2, 1, 1, 1, 1],
    session: [0, 1, 1, 1, 1, 1],
    service: [0, 1, 1, 1, 1, 1],
    referral: [0, 1, 1, 0, 1, 0],
    entry: [0, 1, 1, 0, 1, 0],
    sealed_part: [0, 0, 2, 0, 2, 0],
    receipt: [0, 1, 1, 0, 1, 0],
    enrolment: Array(6).fill(refused),
    invitation: Array(6).fill(refused),
    sign_in_try: Array(6).fill(refused),
    migration: Array(6).fill(refused),
  };

  it("shows each table's rows to whom they belong, and without an organisation none", async () => {
    expect(Object.keys(expected).sort()).toEqual((await tables()).map((table) => table.name));
    const seen: Record<string, (number | string)[]> = {};
    for (const table of Object.keys(expected)) {
      seen[table] = [
        await count(null, table),
        await count(sender.id, table),
        await count(receiver.id, table),
        await count(fallback.id, table),
      ];
    }
    site.later(61);
    for (const table of Object.keys(expected))
      seen[table]?.push(await count(fallback.id, table), await count(stranger.id, table));
    expect(seen).toEqual(expected);
  });

  it("tables are not empty where nobody sees them", async () => {
    for (const table of Object.keys(expected))
      expect(await site.root(`select from threshold.${table} limit 1`), table).toHaveLength(1);
  });

  it("a declined answer is for the sender as well, card and story are not", async () => {
    const fresh = await referral(phone, { to: receiver });
    await send(phone, fresh);
    await signInAgain(receiver);
    expect(
      (await send(memberOf(receiver), await declined(memberOf(receiver), fresh.envelope, [sender, receiver]))).status,
    ).toBe(201);
    const names = await asOrganisation(site.house.db, site.house.clock, sender.id, (scope) =>
      scope.selectFrom("sealed_part").select("name").execute(),
    );
    expect(names.map((row) => row.name)).toEqual(["answer"]);
  });

  const attempt = (organisation: string, statement: ReturnType<typeof sql>) =>
    asOrganisation(site.house.db, site.house.clock, organisation, (scope) => statement.execute(scope)).then(
      (result) => Number(result.numAffectedRows ?? 0n),
      (error: { code?: string }) => error.code,
    );

  it("lets nobody change or remove what is in the journal, its own author included", async () => {
    for (const table of ["entry", "sealed_part", "receipt", "organisation", "desk", "member", "desk_key"]) {
      expect(await attempt(sender.id, sql`delete from ${sql.table(table)}`), table).toBe(refused);
      const column =
        table === "entry" || table === "receipt"
          ? "signature"
          : table === "sealed_part"
            ? "sha256"
            : table === "desk_key"
              ? "recipient"
              : "name";
      expect(await attempt(sender.id, sql`update ${sql.table(table)} set ${sql.ref(column)} = 'x'`), table).toBe(
        refused,
      );
    }
    expect(await attempt(sender.id, sql`update referral set receiver_organisation = ${stranger.id}`)).toBe(refused);
  });

  it("lets a stranger write nothing into what is not hers", async () => {
    const { case: id } = waiting.envelope;
    const insert = (
      organisation: string,
    ) => sql`insert into entry (id, case_id, kind, author, seq, sender_organisation, sender_desk, envelope, signature, verify_key, received_at)
      values (${crypto.randomUUID()}, ${id}, 'opened', ${crypto.randomUUID()}, 1, ${organisation}, ${stranger.desk.desk}, '{}', 'x', 'x', now())`;
    expect(await attempt(stranger.id, insert(stranger.id))).toBe(refused);
    expect(await attempt(stranger.id, insert(sender.id))).toBe(refused);
    expect(await attempt(stranger.id, sql`update service set phone = '0'`)).toBe(1);
    expect(await attempt(stranger.id, sql`update service set phone = '0' where organisation = ${sender.id}`)).toBe(0);
    expect(await attempt(stranger.id, sql`update referral set status = 'accepted'`)).toBe(0);
    expect(
      await attempt(
        stranger.id,
        sql`insert into desk_key_wrap (desk, version, member, organisation, wrapped) values (${sender.desk.desk}, 1, ${memberOf(stranger).id}, ${sender.id}, 'x')`,
      ),
    ).toBe(refused);
  });
});
