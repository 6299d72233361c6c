import type { NewSegment, SegmentLine } from "@threshold/contract";
import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";

/** The sealed index of a desk, oldest first. */
export async function segmentsOf(scope: Scope, desk: string): Promise<SegmentLine[]> {
  const { rows } = await sql<SegmentLine>`
    select id, version, length(bytes) as size from index_segment where desk = ${desk} order by n`.execute(scope);
  return rows;
}

export async function readSegment(scope: Scope, desk: string, id: string): Promise<Buffer | null> {
  const row = await scope
    .selectFrom("index_segment")
    .select("bytes")
    .where("id", "=", id)
    .where("desk", "=", desk)
    .executeTakeFirst();
  return row?.bytes ?? null;
}

/** True where this version of the desk's key exists. */
export async function hasVersion(scope: Scope, desk: string, version: number): Promise<boolean> {
  const row = await scope
    .selectFrom("desk_key")
    .select("recipient")
    .where("desk", "=", desk)
    .where("version", "=", version)
    .executeTakeFirst();
  return row !== undefined;
}

/** One browser at a time changes a desk's index. */
export async function lockIndex(scope: Scope, desk: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${desk}, 7411909))`.execute(scope);
}

export interface KeptSegment extends Pick<NewSegment, "id" | "version"> {
  readonly organisation: string;
  readonly desk: string;
  readonly bytes: Buffer;
  readonly at: Date;
}

export async function addSegment(
  scope: Scope,
  { id, version, organisation, desk, bytes, at }: KeptSegment,
): Promise<void> {
  await scope.insertInto("index_segment").values({ id, version, organisation, desk, bytes, made_at: at }).execute();
}

export async function dropSegments(scope: Scope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await scope
    .deleteFrom("index_segment")
    .where("id", "in", [...ids])
    .execute();
}
