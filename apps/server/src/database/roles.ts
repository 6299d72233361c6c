import type pg from "pg";
import { connect, type Source } from "./connect.ts";

/**
 * Roles of the database. `threshold_owner` owns the tables and signs in nowhere; whoever migrates acts as it.
 * `threshold_app` answers requests: no superuser, bound by row-level security. `threshold_lookup` owns the few functions that
 * may look across organisations. Roles belong to the whole server, so several databases share them.
 */
const roles = ["threshold_owner", "threshold_app", "threshold_lookup"] as const;

/** Makes the roles and the schema where they are missing. The connection's own user becomes a member, to act as each. */
export async function prepareRoles(source: Source): Promise<void> {
  const client = await connect(source, "root");
  try {
    for (const role of roles) {
      await quietly(client, `create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit`);
      const member = await client.query("select pg_has_role(current_user, $1, 'member') as yes", [role]);
      if (member.rows[0]?.yes !== true) await quietly(client, `grant ${role} to current_user`);
    }
    // So that migrations may hand functions over to it; without inheriting, the owner still sees no rows.
    await quietly(client, "grant threshold_lookup to threshold_owner");
    if ("address" in source) await quietly(client, "alter role threshold_app login");
    await client.query("select pg_advisory_lock(7411905)");
    await client.query("create schema if not exists threshold authorization threshold_owner");
    await client.query("grant usage on schema threshold to threshold_app, threshold_lookup");
    await refuseStrongRole(client);
  } finally {
    await client.end();
  }
}

/** A role that skips row-level security would let every organisation read every other one's rows: refuse to start. */
async function refuseStrongRole(client: pg.Client): Promise<void> {
  const found = await client.query(
    "select rolname from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls)",
    [roles],
  );
  if (found.rows.length > 0)
    throw new Error(`The database role ${found.rows[0].rolname} must be neither superuser nor BYPASSRLS.`);
}

/** Two processes may make the same role at once; that it exists is all we want. */
async function quietly(client: pg.Client, statement: string): Promise<void> {
  await client.query(statement).catch((error: { code?: string }) => {
    if (!["42710", "23505", "XX000"].includes(error.code ?? "")) throw error;
  });
}
