import { sql } from "kysely";
import type { Database } from "../database/connect.ts";

/** True where the database answers. */
export async function answers(db: Database): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  );
}
