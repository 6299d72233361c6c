import { sql } from "kysely";
import type { Database } from "../database/connect.ts";

/** Forgets pieces of files that nobody finished since then, whoever's they are. @returns how many */
export async function forgetPieces(db: Database, before: Date): Promise<number> {
  const { rows } = await sql<{ gone: number }>`select forget_pieces(${before})::integer as gone`.execute(db);
  return rows[0]?.gone ?? 0;
}
