import { sql } from "kysely";
import type { Database } from "../database/connect.ts";
import type { Scope } from "../database/scope.ts";

/** Whether there is no organisation yet; until the transaction ends, no other process can ask. */
export async function isEmptyLocked(scope: Scope): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(7411909)`.execute(scope);
  return isEmpty(scope);
}

/** The same at this moment. */
export async function isEmpty(scope: Database | Scope): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`select is_empty() as empty`.execute(scope);
  return rows[0]?.empty === true;
}
