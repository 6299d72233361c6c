import type { Actor } from "@threshold/casework";
import { sql } from "kysely";
import type { Database } from "../database/connect.ts";
import type { Scope } from "../database/scope.ts";

export interface Feed {
  readonly member: string;
  readonly organisation: string;
  readonly language: string;
  readonly roles: string[];
  /** Desks whose key she holds. */
  readonly desks: string[];
  /** False while she is on leave. */
  readonly here: boolean;
}

/** Whose calendar this is; null where nobody's, or where she has left. */
export async function findFeed(db: Database, hash: Buffer, now: Date): Promise<Feed | null> {
  const { rows } = await sql<Feed>`select * from find_calendar(${hash}, ${now})`.execute(db);
  return rows[0] ?? null;
}

export async function feedSince(scope: Scope, member: string): Promise<Date | null> {
  const row = await scope.selectFrom("calendar_feed").select("made_at").where("member", "=", member).executeTakeFirst();
  return row?.made_at ?? null;
}

export interface NewFeed {
  readonly member: string;
  readonly organisation: string;
  readonly hash: Buffer;
  readonly language: string;
  readonly at: Date;
}

/** Puts a new address in the place of the one before. */
export async function setFeed(scope: Scope, { member, organisation, hash, language, at }: NewFeed): Promise<void> {
  await endFeed(scope, member);
  await scope
    .insertInto("calendar_feed")
    .values({ member, organisation, token_hash: hash, language, made_at: at })
    .execute();
}

/** The address answers nobody any more. False where there was none. */
export async function endFeed(scope: Scope, member: string): Promise<boolean> {
  const done = await scope.deleteFrom("calendar_feed").where("member", "=", member).executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** Something that is due: a day (`2026-12-01`), or a moment. */
export interface DueCase {
  readonly id: string;
  readonly reference: string;
  readonly at: string | Date;
}

const most = 300;
/** How long what is over stays in sight, in days. */
const past = 7;

/** Open cases that the member looks after at her desks, by the day on which each is next due, the soonest first. */
export async function ownDue(scope: Scope, { id, desks }: Actor): Promise<DueCase[]> {
  const { rows } = await sql<DueCase>`
    select r.case_id as id, r.reference, c.next_due as at
    from case_care c join referral r on r.case_id = c.case_id and r.status = 'accepted' and r.holder_desk = c.desk
    where c.desk = any (${idsOf(desks)}::uuid[]) and not c.closed and c.owner = ${id} and c.next_due is not null
    order by c.next_due, c.case_id limit ${most}`.execute(scope);
  return rows;
}

/** Referrals that wait at her desks, by the moment until when each is to be answered. Whose turn it is decides, as in the inbox. */
export async function waitingDue(scope: Scope, { desks }: Actor, now: Date): Promise<DueCase[]> {
  const { rows } = await sql<DueCase>`
    select r.case_id as id, r.reference, r.due as at
    from referral r
    where r.status in ('waiting', 'passed-on') and r.due > ${now}::timestamptz - make_interval(days => ${past})
      and ((r.receiver_desk = any (${idsOf(desks)}::uuid[]) and not r.receiver_desk = any (r.declined_desks))
           or (r.fallback_desk = any (${idsOf(desks)}::uuid[]) and r.fallback_from <= clock()
               and not r.fallback_desk = any (r.declined_desks)))
    order by r.due limit ${most}`.execute(scope);
  return rows;
}

const idsOf = (desks: Actor["desks"]): string[] => desks.map(({ desk }) => desk);
