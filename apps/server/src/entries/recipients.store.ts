import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";

/** Keys of the members who work this desk of one's own, by member. */
export async function membersOf(scope: Scope, desk: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ member: string; recipient: string }>`select * from desk_members(${desk})`.execute(scope);
  return new Map(rows.map((row) => [row.member, row.recipient]));
}
