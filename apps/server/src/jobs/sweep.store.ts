import { sql } from "kysely";
import type { Database } from "../database/connect.ts";

/** Cases whose time has passed without an answer, and whose they are; oldest first. */
export async function dueReferrals(
  db: Database,
  now: Date,
  most: number,
): Promise<{ case_id: string; organisation: string }[]> {
  const { rows } = await sql<{
    case_id: string;
    organisation: string;
  }>`select * from to_pass_on(${now}, ${most})`.execute(db);
  return rows;
}
