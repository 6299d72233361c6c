import type { Arrival, Envelope, PartName } from "@threshold/casework";
import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";

/** One entry as kept, with its receipt's hash. */
export interface KeptEntry {
  readonly id: string;
  readonly case_id: string;
  /** Canonical JSON, as signed. */
  readonly envelope: string;
  readonly signature: string;
  readonly verify_key: string;
  readonly written_by: string | null;
  readonly received_at: Date;
  readonly receipt: string;
}

/** Until the transaction ends, no other one adds to this case. */
export async function lockCase(scope: Scope, caseId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${caseId}, 7411908))`.execute(scope);
}

/** What the server decides by: all entries of a case, signed by their authors. They go nowhere from here. */
export type JudgedEntry = Pick<KeptEntry, "id" | "case_id" | "envelope" | "received_at">;

/** All entries of these cases where the actor has a part in them, by case, in order of arrival. */
export async function judgedEntries(scope: Scope, cases: readonly string[]): Promise<Map<string, JudgedEntry[]>> {
  const byCase = new Map<string, JudgedEntry[]>(cases.map((id) => [id, []]));
  if (cases.length === 0) return byCase;
  const { rows } = await sql<JudgedEntry>`
    select case_id, id, envelope, received_at from judged_entries(${[...cases]}::uuid[])`.execute(scope);
  for (const row of rows) byCase.get(row.case_id)?.push(row);
  return byCase;
}

/** The entries of these cases that the actor may be handed, by case, in order of arrival. */
export async function entriesOf(scope: Scope, cases: readonly string[]): Promise<Map<string, KeptEntry[]>> {
  const byCase = new Map<string, KeptEntry[]>(cases.map((id) => [id, []]));
  if (cases.length === 0) return byCase;
  const { rows } = await sql<KeptEntry>`
    select e.id, e.case_id, e.envelope, e.signature, e.verify_key, e.written_by, e.received_at, r.hash as receipt
    from entry e join receipt r on r.entry = e.id
    where e.case_id = any(${[...cases]}::uuid[]) order by r.n`.execute(scope);
  for (const row of rows) byCase.get(row.case_id)?.push(row);
  return byCase;
}

/** These entries, of those that the actor may be handed. */
export async function entriesById(scope: Scope, ids: readonly string[]): Promise<KeptEntry[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<KeptEntry>`
    select e.id, e.case_id, e.envelope, e.signature, e.verify_key, e.written_by, e.received_at, r.hash as receipt
    from entry e join receipt r on r.entry = e.id where e.id = any(${[...ids]}::uuid[]) order by r.n`.execute(scope);
  return rows;
}

export function asArrivals(entries: readonly JudgedEntry[]): Arrival[] {
  return entries.map((entry) => ({ envelope: envelopeOf(entry), receivedAt: entry.received_at.toISOString() }));
}

/** What was checked against the schema when it arrived. */
export function envelopeOf(entry: Pick<KeptEntry, "envelope">): Envelope {
  return JSON.parse(entry.envelope) as Envelope;
}

export interface NewEntry {
  readonly envelope: Envelope;
  readonly text: string;
  readonly signature: string;
  readonly verifyKey: string;
  readonly writtenBy: string | null;
  readonly receivedAt: Date;
}

export async function addEntry(
  scope: Scope,
  { envelope, text, signature, verifyKey, writtenBy, receivedAt }: NewEntry,
): Promise<void> {
  await scope
    .insertInto("entry")
    .values({
      id: envelope.id,
      case_id: envelope.case,
      kind: envelope.kind,
      author: envelope.author,
      seq: envelope.seq,
      sender_organisation: envelope.sender.organisation,
      sender_desk: envelope.sender.desk,
      envelope: text,
      signature,
      verify_key: verifyKey,
      written_by: writtenBy,
      received_at: receivedAt,
      certificate: sql<string>`(select hash from certificate
        where subject_id = ${envelope.author} and verify_key = ${verifyKey} and ended_at is null)`,
    })
    .execute();
}

export interface SealedPart {
  readonly name: PartName;
  readonly sha256: string;
  readonly bytes: Buffer;
}

export async function addParts(scope: Scope, envelope: Envelope, parts: readonly SealedPart[]): Promise<void> {
  if (parts.length === 0) return;
  await scope
    .insertInto("sealed_part")
    .values(parts.map((part) => ({ ...part, entry: envelope.id, case_id: envelope.case, erased_at: null })))
    .execute();
}

/** Forgets the bytes of the parts that this `erased` entry names. @returns how many there were */
export async function eraseParts(scope: Scope, erasing: string): Promise<number> {
  const { rows } = await sql<{ gone: number }>`select erase_parts(${erasing}) as gone`.execute(scope);
  return rows[0]?.gone ?? 0;
}

/** Sealed bytes as base64 by entry and name (`<entry>/<name>`): those there are, and not erased. */
export async function partsOf(
  scope: Scope,
  entries: readonly string[],
  names: readonly PartName[],
): Promise<Map<string, string>> {
  if (entries.length === 0 || names.length === 0) return new Map();
  const rows = await scope
    .selectFrom("sealed_part")
    .select(["entry", "name", "bytes"])
    .where("entry", "in", [...entries])
    .where("name", "in", [...names])
    .where("bytes", "is not", null)
    .execute();
  return new Map(rows.map((row) => [`${row.entry}/${row.name}`, (row.bytes ?? Buffer.alloc(0)).toString("base64")]));
}

/** The number after the last one this author used. */
export async function nextSeq(scope: Scope, author: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`select last_seq(${author}) as last`.execute(scope);
  return (rows[0]?.last ?? 0) + 1;
}
