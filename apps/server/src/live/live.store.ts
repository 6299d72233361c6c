import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";
import type { News } from "./news.ts";

/** The channel between all processes on one database; migration 0011 tells on it too, that sessions ended and members changed. */
export const channel = "threshold_live";

/** Tells all processes, at the moment this transaction is committed and only then. */
export async function tellLive(scope: Scope, news: News | null): Promise<void> {
  if (news !== null) await sql`select pg_notify(${channel}, ${JSON.stringify(news)})`.execute(scope);
}
