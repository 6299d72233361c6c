import { readdir, readFile } from "node:fs/promises";
import { describe, expect, inject, it } from "vitest";
import { connect, type Source } from "../src/database/connect.ts";
import { makeDatabase } from "../src/database/create.ts";
import { listMigrations, migrate } from "../src/database/migrate.ts";
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
      expect(await verifyLog(old, key)).toMatchObject({ ok: true, receipts: 7, parts: 6, erased: 1 });
    },
  );

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
