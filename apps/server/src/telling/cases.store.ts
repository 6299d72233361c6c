import { sql } from "kysely";
import type { Database } from "../database/connect.ts";

/** A case, and the organisation that sent it: the server looks at it as hers. */
export interface Whose {
  readonly case_id: string;
  readonly organisation: string;
}

/** Cases that somebody may have to be told of at that moment: a page of them, after the last id of the page before. */
export async function casesToTell(db: Database, now: Date, after: string | null, most: number): Promise<Whose[]> {
  const { rows } = await sql<Whose>`select * from cases_to_tell(${now}, ${after}, ${most})`.execute(db);
  return rows;
}

/** Open cases that a member looks after. */
export async function casesOf(db: Database, owner: string): Promise<Whose[]> {
  const { rows } = await sql<Whose>`select * from cases_of(${owner})`.execute(db);
  return rows;
}

export async function senderOf(db: Database, id: string): Promise<string | null> {
  const { rows } = await sql<{ organisation: string | null }>`select sender_of(${id}) as organisation`.execute(db);
  return rows[0]?.organisation ?? null;
}

export async function organisationOf(db: Database, member: string): Promise<string | null> {
  const { rows } = await sql<{
    organisation: string | null;
  }>`select organisation_of(${member}) as organisation`.execute(db);
  return rows[0]?.organisation ?? null;
}
