import type { RecordKind, RecordPage } from "@threshold/contract";
import { beginning, recordHash } from "@threshold/sealing";
import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";
import type { House } from "../house.ts";

export interface NewRecord {
  /** The organisation that sees the line; must be that of the transaction. */
  readonly organisation: string;
  readonly kind: RecordKind;
  /** Who did it: a member, a phone; null for the server itself. */
  readonly by: string | null;
  /** To whom or what: a member, a phone, a desk, an organisation. Never a case. */
  readonly about: string | null;
  /** A short code that says more, such as a role; never a word of a person. */
  readonly detail?: string | null;
}

/**
 * Writes the next line of the record of what happened with keys and access, in the transaction of what it tells of. Call it last: from
 * here on every other line waits for the end of this transaction.
 */
export async function addRecord(scope: Scope, house: Pick<House, "keys" | "clock">, line: NewRecord): Promise<void> {
  const { rows } = await sql<{ n: number; hash: string }>`select * from last_record()`.execute(scope);
  const facts = {
    n: Number(rows[0]?.n ?? 0) + 1,
    previous: rows[0]?.hash ?? beginning,
    organisation: line.organisation,
    kind: line.kind,
    by: line.by,
    about: line.about,
    detail: line.detail ?? null,
    at: `${house.clock().toISOString().slice(0, 19)}Z`,
  };
  const hash = await recordHash(facts);
  await scope
    .insertInto("record")
    .values({ ...facts, hash, signature: await house.keys.signRecord(hash) })
    .execute();
}

const step = 100;

/** The organisation's own lines, newest first, before line `before`. */
export async function readRecord(scope: Scope, before: number | null): Promise<RecordPage> {
  const rows = await scope
    .selectFrom("record")
    .select(["n", "kind", "by", "about", "detail", "at", "hash"])
    .$if(before !== null, (query) => query.where("n", "<", before ?? 0))
    .orderBy("n", "desc")
    .limit(step + 1)
    .execute();
  const lines = rows.slice(0, step);
  const ids = [...new Set(lines.flatMap((line) => [line.by, line.about]).filter((id) => id !== null))];
  const names = ids.length === 0 ? [] : await namesOf(scope, ids);
  return { lines, next: rows.length > step ? (lines.at(-1)?.n ?? null) : null, names };
}

async function namesOf(scope: Scope, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from member where id = any(${[...ids]}::uuid[])
    union all select id, name from desk where id = any(${[...ids]}::uuid[])
    union all select id, name from organisation where id = any(${[...ids]}::uuid[])`.execute(scope);
  return rows;
}
