import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { sha256Hex } from "@threshold/sealing";
import type pg from "pg";
import { connect, type Source } from "./connect.ts";
import { prepareRoles } from "./roles.ts";

const folder = fileURLToPath(new URL("../../migrations/", import.meta.url));

export interface Migration {
  /** `0001-begin`: number and name. */
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** The migrations in order, as they lie in `apps/server/migrations`. */
export async function listMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (file) => {
      const sql = await readFile(`${folder}${file}`, "utf8");
      return { name: file.slice(0, -4), sql, checksum: await sha256Hex(Buffer.from(sql)) };
    }),
  );
}

/**
 * Brings the database forward to `upTo` (the newest one where left out): each file once, in its own transaction, one process at a time.
 * Throws where a file that ran was changed since, or where the database is newer than this program.
 */
export async function migrate(source: Source, upTo?: string): Promise<string[]> {
  await prepareRoles(source);
  const migrations = await listMigrations();
  const client = await connect(source, "migrator");
  try {
    await client.query("select pg_advisory_lock(7411906)");
    await client.query(
      "create table if not exists migration (name text primary key, checksum text not null, ran_at timestamptz not null default now())",
    );
    const ran = await client.query<{ name: string; checksum: string }>(
      "select name, checksum from migration order by name",
    );
    for (const row of ran.rows) {
      const ours = migrations.find((migration) => migration.name === row.name);
      if (!ours)
        throw new Error(
          `The database has the migration ${row.name}, which this version does not know. Use a newer version.`,
        );
      if (ours.checksum !== row.checksum)
        throw new Error(`The migration ${row.name} was changed after it ran. Add a new one instead.`);
    }
    const next = migrations.filter(
      (migration) =>
        !ran.rows.some((row) => row.name === migration.name) && (upTo === undefined || migration.name <= upTo),
    );
    for (const migration of next) await runOne(client, migration);
    return next.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function runOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(migration.sql);
    await client.query("insert into migration (name, checksum) values ($1, $2)", [migration.name, migration.checksum]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`The migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
}
