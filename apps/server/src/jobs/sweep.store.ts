import { sql } from "kysely";
import type { Database } from "../database/connect.ts";

/** Forgets what is over since then: askings for keys, shifts, codes. */
export async function forgetOver(db: Database, before: Date): Promise<void> {
  await sql`select forget_over(${before})`.execute(db);
}

/** Cases whose time has passed without an answer, and whose they are, oldest first; then those whose first desk is there no more (`gone`). */
export async function dueReferrals(
  db: Database,
  now: Date,
  most: number,
): Promise<{ case_id: string; organisation: string; gone: boolean }[]> {
  const { rows } = await sql<{
    case_id: string;
    organisation: string;
    gone: boolean;
  }>`select * from to_pass_on(${now}, ${most})`.execute(db);
  return rows;
}
