import { sql, type Transaction } from "kysely";
import type { Database } from "./connect.ts";
import type { Tables } from "./tables.ts";

export type Scope = Transaction<Tables>;
/** The server's one clock; tests set it. */
export type Clock = () => Date;

/**
 * Runs `work` in one transaction that sees and writes only what `organisation` may (row-level security).
 * The time is told to the database too, since the fallback's right to read begins at a moment.
 */
export function asOrganisation<T>(
  db: Database,
  clock: Clock,
  organisation: string,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (scope) => {
    await setScope(scope, clock, organisation);
    return work(scope);
  });
}

/** Says from inside a transaction whose it is; for where that is only known after a code was used. */
export async function setScope(scope: Scope, clock: Clock, organisation: string): Promise<void> {
  await sql`select set_config('threshold.organisation', ${organisation}, true), set_config('threshold.now', ${clock().toISOString()}, true)`.execute(
    scope,
  );
}
