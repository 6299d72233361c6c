import type pg from "pg";
import { connect, type Source } from "./connect.ts";

/**
 * Roles of the database. `threshold_owner` owns the tables and signs in nowhere; whoever migrates acts as it.
 * `threshold_app` answers requests: no superuser, bound by row-level security. `threshold_lookup` owns the few functions that
 * may look across organisations. Roles belong to the whole server, so several databases share them.
 */
const roles = ["threshold_owner", "threshold_app", "threshold_lookup"] as const;

/** PostgreSQL says 42501 where a right is missing. */
const denied = "42501";
const oldest = 15;

/**
 * Makes the roles and the schema where they are missing. The connection's own user becomes a member, to act as each.
 * Throws a sentence with the SQL that an administrator has to run where that user may not do this.
 */
export async function prepareRoles(source: Source): Promise<void> {
  const client = await connect(source, "root");
  try {
    await refuseOld(client);
    await makeRoles(client, source).catch(async (error: { code?: string }) => {
      throw error.code === denied ? new Error(await whatToRun(client), { cause: error }) : error;
    });
    await refuseStrongRole(client);
  } finally {
    await client.end();
  }
}

async function makeRoles(client: pg.Client, source: Source): Promise<void> {
  for (const role of roles) {
    if (!(await exists(client, "select from pg_roles where rolname = $1", role)))
      await quietly(client, `create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit`);
    if (!(await mayActAs(client, "current_user", role))) await quietly(client, `grant ${role} to current_user`);
  }
  // So that migrations may hand functions over to it; without inheriting, the owner still sees no rows.
  if (!(await mayActAs(client, "threshold_owner", "threshold_lookup")))
    await quietly(client, "grant threshold_lookup to threshold_owner");
  if ("address" in source) await quietly(client, "alter role threshold_app login");
  await client.query("select pg_advisory_lock(7411905)");
  // Asked first: "if not exists" wants the right to create also where there is nothing to do. (Jobs: see boss.ts.)
  for (const schema of ["threshold", "threshold_jobs"])
    if (!(await exists(client, "select from pg_namespace where nspname = $1", schema)))
      await client.query(`create schema ${schema} authorization threshold_owner`);
  // As its owner: the user who signed in may have been told not to inherit rights.
  await client.query("set role threshold_owner");
  await client.query("grant usage on schema threshold to threshold_app, threshold_lookup");
  await client.query("reset role");
}

async function exists(client: pg.Client, question: string, name: string): Promise<boolean> {
  return ((await client.query(question, [name])).rowCount ?? 0) > 0;
}

/** From version 16 on, whoever made a role is a member that may pass it on, yet may not act as it. */
async function mayActAs(client: pg.Client, user: "current_user" | "threshold_owner", role: string): Promise<boolean> {
  const who = user === "current_user" ? user : `'${user}'`;
  const right = (await version(client)) >= 16 ? "set" : "member";
  const { rows } = await client.query(`select pg_has_role(${who}, $1, $2) as yes`, [role, right]);
  return rows[0]?.yes === true;
}

async function version(client: pg.Client): Promise<number> {
  const { rows } = await client.query("select current_setting('server_version_num')::integer / 10000 as major");
  return Number(rows[0]?.major);
}

async function refuseOld(client: pg.Client): Promise<void> {
  const major = await version(client);
  if (major < oldest)
    throw new Error(`This PostgreSQL has version ${major}. Threshold needs version ${oldest} or newer.`);
}

/** What an administrator runs once where the user of DATABASE_URL may not make roles; README.md shows the same. */
async function whatToRun(client: pg.Client): Promise<string> {
  const { rows } = await client.query(
    "select quote_ident(session_user) as who, quote_ident(current_database()) as here, session_user::text as name, current_database()::text as base",
  );
  const { who, here, name, base } = rows[0];
  const missing: string[] = [];
  for (const role of roles)
    if (!(await exists(client, "select from pg_roles where rolname = $1", role)))
      missing.push(`create role ${role} nologin noinherit;`);
  return [
    `The database user "${name}" may not prepare the database "${base}". Ask its administrator to run this once, then start again:`,
    ...missing,
    "grant threshold_lookup to threshold_owner;",
    `grant ${roles.join(", ")} to ${who};`,
    `grant create on database ${here} to ${who};`,
  ].join("\n");
}

/** A role that gets past row-level security would let every organisation read every other one's rows: refuse to start. */
async function refuseStrongRole(client: pg.Client): Promise<void> {
  const strong = await client.query(
    "select rolname from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls)",
    [roles],
  );
  if (strong.rows.length > 0)
    throw new Error(`The database role ${strong.rows[0].rolname} must be neither superuser nor BYPASSRLS.`);
  // By its memberships, the role that answers requests could take on another one's rights.
  const member = await client.query(
    "select rolname from pg_roles where rolname <> 'threshold_app' and pg_has_role('threshold_app', oid, 'member') order by 1",
  );
  if (member.rows.length > 0)
    throw new Error(`The database role threshold_app must not be a member of ${member.rows[0].rolname}.`);
}

/** Two processes may make the same role at once; that it exists is all we want. */
async function quietly(client: pg.Client, statement: string): Promise<void> {
  await client.query(statement).catch((error: { code?: string }) => {
    if (!["42710", "23505", "XX000"].includes(error.code ?? "")) throw error;
  });
}
