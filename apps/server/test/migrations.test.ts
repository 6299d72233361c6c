import { readdir, readFile } from "node:fs/promises";
import { fold } from "@threshold/casework";
import { describe, expect, inject, it } from "vitest";
import { connect, openDatabase, type Source } from "../src/database/connect.ts";
import { makeDatabase } from "../src/database/create.ts";
import { listMigrations, migrate } from "../src/database/migrate.ts";
import { asActor } from "../src/database/scope.ts";
import { verifyLog } from "../src/verify/verify.ts";

const all = await listMigrations();
/** Versions that databases out there may have: those whose rows lie in test/landed. */
const landedVersions = (await readdir(new URL("./landed/", import.meta.url))).map((file) => file.replace(/\.sql$/, ""));
const { folder: _folder, ...address } = inject("cluster");

async function fresh(): Promise<Extract<Source, { database: string }>> {
  const source = { address, database: `migrations_${crypto.randomUUID().replaceAll("-", "")}` };
  await makeDatabase(source);
  return source;
}
async function root(source: Source, statement: string) {
  const client = await connect(source, "root");
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
/** The schema in words: columns, constraints, policies, functions. */
const shape = (source: Source) =>
  root(
    source,
    `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line from information_schema.columns where table_schema = 'threshold'
     union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'threshold'::regnamespace and contype <> 'n'
     union all select tablename || ' ' || policyname || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') from pg_policies where schemaname = 'threshold'
     union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'threshold'::regnamespace order by 1`,
  );

/** How many rows each table holds. */
async function rows(source: Source): Promise<Record<string, number>> {
  const tables = await root(
    source,
    "select tablename as name from pg_tables where schemaname = 'threshold' and tablename <> 'migration'",
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables)
    counts[name] = (await root(source, `select count(*)::integer as n from threshold.${name}`))[0]?.n;
  return counts;
}

/**
 * Beside the landed rows, which a server signed: cases that both desks declined, that the second declined in its turn, and that somebody
 * declined who may not, or too late. Nobody verifies these.
 */
const declinedRows = await readFile(new URL("./support/declined.sql", import.meta.url), "utf8");

describe("migrations", () => {
  it("make a database from nothing, and do nothing the second time", async () => {
    const source = await fresh();
    expect(await migrate(source)).toEqual(all.map((one) => one.name));
    expect(await migrate(source)).toEqual([]);
  });

  it("by two processes at once, run once", async () => {
    const source = await fresh();
    const both = await Promise.all([migrate(source), migrate(source)]);
    expect(both.flat()).toEqual(all.map((one) => one.name));
  });

  it("that landed are never changed: databases out there ran them", () => {
    const kept = Object.fromEntries(all.map((one) => [one.name, one.checksum]));
    // A migration that landed gets its line here, and its rows in test/landed/.
    expect(kept).toMatchObject({
      "0001-begin": "e7c2315df26f6ce3d98bfdd541f870730a3768cf18790fb88520c75daba6aafe",
      "0002-roles": "dd6cf5830f2d9adb7fec3dc515d0d7d86d127cb67d8bc72c7cba67c83c2b4412",
    });
  });

  it.each(landedVersions)(
    "bring a database of version %s, with its rows, forward to the same schema",
    async (version) => {
      const [old, reference] = [await fresh(), await fresh()];
      await migrate(old, version);
      const landed = await readFile(new URL(`./landed/${version}.sql`, import.meta.url), "utf8");
      await root(old, landed);
      const before = await rows(old);
      expect(before).toMatchObject({ organisation: 3, member: 3, referral: 3, entry: 7, receipt: 7, sealed_part: 7 });
      await migrate(old);
      await migrate(reference);
      expect(await shape(old)).toEqual(await shape(reference));
      expect((await shape(old)).length).toBeGreaterThan(100);
      expect(await rows(old)).toMatchObject(before);
      const key = /key that signed the log: (\S+)/.exec(landed)?.[1] ?? "";
      // Its story was erased by hand, before entries could say so: that is told, and that all the rest fits.
      expect(await verifyLog(old, key)).toMatchObject({ ok: false, why: "part-erased", part: "story", restFits: true });
    },
  );

  it("fill in for landed rows who declined, as the fold has it: a desk that declined is shown card and story no more", async () => {
    const source = await fresh();
    await migrate(source, "0002-roles");
    await root(source, await readFile(new URL("./landed/0002-roles.sql", import.meta.url), "utf8"));
    await root(source, declinedRows);
    await migrate(source);
    const kept = await root(source, "select case_id, declined_desks, status from threshold.referral order by case_id");
    const shown: Record<string, string[]> = {};
    for (const { case_id, declined_desks } of kept) {
      const rows = await root(
        source,
        `select e.envelope, e.received_at from threshold.entry e join threshold.receipt r on r.entry = e.id where e.case_id = '${case_id}' order by r.n`,
      );
      const state = fold(
        rows.map((row) => ({ envelope: JSON.parse(row.envelope), receivedAt: row.received_at.toISOString() })),
      );
      if (state.status === "no-referral") throw new Error("no referral");
      expect(declined_desks, case_id).toEqual(state.declinedBy.map(({ desk }) => desk));
      shown[case_id] = declined_desks;
    }
    const [receiver, second] = ["0d917d1e-9f44-4578-bb1f-930c24c9c954", "7d2ff000-0863-470e-91d0-f8b409ab32a4"];
    expect(shown).toEqual({
      "f0207bd2-0180-4ff4-9430-f3ec71877c3b": [],
      "b4fc9f24-b3cc-40f9-aa43-e90d5e670e90": [receiver],
      "5ddf8829-e97d-4a08-9401-4fc096ef19d2": [],
      "00000000-0000-4000-8000-000000000001": [receiver, second],
      "00000000-0000-4000-8000-000000000002": [second],
      "00000000-0000-4000-8000-000000000003": [],
      "00000000-0000-4000-8000-000000000004": [],
    });

    const db = openDatabase(source, 1);
    const desks = [{ organisation: "04d6d84f-5705-44e1-b1c2-0e4b6ddf0fd4", desk: receiver }];
    const actor = { id: "93592920-0acf-4f4f-84cb-ae587920d7df", organisation: desks[0]?.organisation ?? "", desks };
    const clock = () => new Date("2026-11-23T23:23:01Z");
    const cards = await asActor(db, clock, { kind: "member", roles: ["caseworker"], ...actor }, (scope) =>
      scope.selectFrom("sealed_part").select("case_id").where("name", "=", "card").orderBy("case_id").execute(),
    );
    await db.destroy();
    expect(cards.map((row) => row.case_id)).toEqual([
      "00000000-0000-4000-8000-000000000002",
      "00000000-0000-4000-8000-000000000003",
      "5ddf8829-e97d-4a08-9401-4fc096ef19d2",
      "f0207bd2-0180-4ff4-9430-f3ec71877c3b",
    ]);
  });

  it("refuse a file that was changed after it ran, and a database that is newer", async () => {
    const source = await fresh();
    await migrate(source);
    await root(source, "update threshold.migration set checksum = 'x' where name = '0001-begin'");
    await expect(migrate(source)).rejects.toThrow(/0001-begin was changed after it ran/);
    const newer = await fresh();
    await migrate(newer);
    await root(newer, "insert into threshold.migration (name, checksum) values ('9999-later', 'x')");
    await expect(migrate(newer)).rejects.toThrow(/9999-later, which this version does not know/);
  });

  it("work on a database that an administrator named by its address, as another role by SET ROLE", async () => {
    const source = await fresh();
    const url = { url: `postgres:///${source.database}?host=${address.host}&user=${address.user}` };
    expect(await migrate(url)).toEqual(all.map((one) => one.name));
    const client = await connect(url, "app");
    try {
      expect((await client.query("select current_user as who")).rows[0]).toEqual({ who: "threshold_app" });
      await expect(client.query("select * from migration")).rejects.toThrow(/permission denied/);
    } finally {
      await client.end();
    }
  });
});
