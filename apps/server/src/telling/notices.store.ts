import type { ReferredCase } from "@threshold/casework";
import type { Notice, NoticeKind } from "@threshold/contract";
import { sql } from "kysely";
import type { Database } from "../database/connect.ts";
import type { Scope } from "../database/scope.ts";
import type { Told } from "./audience.ts";
import type { Earlier } from "./caring.ts";

/** Tells members something of a case: each thing once. @returns those who have something to be sent */
export async function addNotices(
  scope: Scope,
  { case: id, reference }: Pick<ReferredCase, "case" | "reference">,
  told: readonly Told[],
  at: Date,
): Promise<string[]> {
  if (told.length === 0) return [];
  const rows = told.map(({ member, kind, about, urgent, due, notBefore }) => ({
    ...{ member, kind, urgent, due, at, reference },
    ...{ case_id: id, about: `${id}/${about}`, not_before: notBefore },
  }));
  return insert(scope, rows);
}

/** One that a member asked for, to see whether it reaches her. */
export function addTest(scope: Scope, member: string, at: Date): Promise<string[]> {
  return insert(scope, [{ member, kind: "test", about: `test/${crypto.randomUUID()}`, urgent: false, at }]);
}

async function insert(scope: Scope, rows: readonly object[]): Promise<string[]> {
  const found = await sql<{ member: string }>`select member from add_notices(${JSON.stringify(rows)})`.execute(scope);
  return found.rows.map(({ member }) => member);
}

/** What has become idle counts as read. @param members of everybody where it is left out */
export async function settleNotices(
  scope: Scope,
  id: string,
  kinds: readonly NoticeKind[],
  at: Date,
  members: readonly string[] | null = null,
): Promise<void> {
  const of = members === null ? null : [...members];
  await sql`select settle_notices(${id}, ${[...kinds]}::text[], ${of}::uuid[], ${at})`.execute(scope);
}

/** What was told of a case, by what it was about within the case. */
export async function earlierOf(scope: Scope, id: string): Promise<Earlier[]> {
  const { rows } = await sql<Earlier>`select * from case_notices(${id})`.execute(scope);
  return rows.map((row) => ({ ...row, about: row.about.slice(id.length + 1) }));
}

const most = 200;

/** What the transaction's member has not read, the newest first. */
export async function unreadOf(scope: Scope): Promise<Notice[]> {
  const rows = await scope
    .selectFrom("notice")
    .select(["id", "kind", "case_id", "reference", "urgent", "at", "due"])
    .where("read_at", "is", null)
    .orderBy("at", "desc")
    .orderBy("id")
    .limit(most)
    .execute();
  return rows.map(({ case_id, at, ...rest }) => ({ ...rest, case: case_id, at: at.toISOString() }));
}

/** Marks as read what the transaction's member was told up to a moment. @param id of one case; of all where it is null */
export async function readUpTo(scope: Scope, id: string | null, upTo: Date, now: Date): Promise<void> {
  await scope
    .updateTable("notice")
    .set({ read_at: now })
    .where("read_at", "is", null)
    .where("at", "<=", upTo)
    .$if(id !== null, (query) => query.where("case_id", "=", id))
    .execute();
}

export type Way = "mail" | "push";
const column = { mail: "mailed_at", push: "pushed_at" } as const;

/** A notice of the transaction's member that waits to be sent. */
export interface Unsent {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly reference: string | null;
  readonly urgent: boolean;
  readonly at: Date;
  readonly notBefore: Date | null;
  readonly read: boolean;
}

export async function unsentOf(scope: Scope, way: Way): Promise<Unsent[]> {
  const rows = await scope
    .selectFrom("notice")
    .select(["id", "kind", "reference", "urgent", "at", "not_before", "read_at"])
    .where(column[way], "is", null)
    .orderBy("at")
    .orderBy("id")
    .limit(1000)
    .execute();
  return rows.map(({ not_before: notBefore, read_at, ...rest }) => ({ ...rest, notBefore, read: read_at !== null }));
}

/** They went out this way, or need to no more. */
export async function markSent(scope: Scope, way: Way, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await scope
    .updateTable("notice")
    .set(way === "mail" ? { mailed_at: now } : { pushed_at: now })
    .where("id", "in", [...ids])
    .execute();
}

export async function membersToTell(db: Database): Promise<{ member: string; organisation: string }[]> {
  const { rows } = await sql<{ member: string; organisation: string }>`select * from members_to_tell()`.execute(db);
  return rows;
}

/** Forgets what was told before then. */
export async function forgetNotices(db: Database, before: Date): Promise<void> {
  await sql`select forget_notices(${before})`.execute(db);
}
