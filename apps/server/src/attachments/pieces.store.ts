import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";

export interface Upload {
  /** Id that the entry naming this file will have. */
  readonly entry: string;
  readonly case: string;
  readonly author: string;
}

/** Numbers of the pieces that have come, in order. */
export async function piecesHere(scope: Scope, { entry, author }: Upload): Promise<number[]> {
  const rows = await scope
    .selectFrom("upload_piece")
    .select("n")
    .where("entry", "=", entry)
    .where("author", "=", author)
    .orderBy("n")
    .execute();
  return rows.map((row) => row.n);
}

/** Forgets this author's other unfinished files but the newest. */
export async function keepNewest(scope: Scope, { entry, author }: Upload, most: number): Promise<void> {
  await sql`
    delete from upload_piece where author = ${author} and entry <> ${entry} and entry not in (
      select entry from upload_piece where author = ${author} and entry <> ${entry}
      group by entry order by max(at) desc, entry desc limit ${most})`.execute(scope);
}

/** Keeps a piece; sent again, it takes the place of the first. */
export async function keepPiece(
  scope: Scope,
  upload: Upload,
  piece: { readonly n: number; readonly organisation: string; readonly bytes: Buffer; readonly at: Date },
): Promise<void> {
  await scope
    .deleteFrom("upload_piece")
    .where("entry", "=", upload.entry)
    .where("n", "=", piece.n)
    .where("author", "=", upload.author)
    .execute();
  await scope
    .insertInto("upload_piece")
    .values({ entry: upload.entry, author: upload.author, case_id: upload.case, ...piece })
    .execute();
}

/** All pieces put together, whatever is missing between; null where none has come. */
export async function putTogether(scope: Scope, { entry, author, case: id }: Upload): Promise<Buffer | null> {
  const { rows } = await sql<{ bytes: Buffer | null }>`
    select string_agg(bytes, ''::bytea order by n) as bytes from upload_piece
    where entry = ${entry} and author = ${author} and case_id = ${id}`.execute(scope);
  return rows[0]?.bytes ?? null;
}

export async function dropPieces(scope: Scope, { entry, author }: Upload): Promise<void> {
  await scope.deleteFrom("upload_piece").where("entry", "=", entry).where("author", "=", author).execute();
}

/** One piece of a sealed file that is in a case, and how many there are; null where it is not there or was erased. */
export async function pieceOf(
  scope: Scope,
  entry: string,
  n: number,
  length: number,
): Promise<{ readonly bytes: Buffer; readonly of: number } | null> {
  const { rows } = await sql<{ bytes: Buffer; of: number }>`
    select substring(bytes from ${n * length + 1} for ${length}) as bytes, ceil(length(bytes)::numeric / ${length})::integer as of
    from sealed_part where entry = ${entry} and name = 'file' and bytes is not null`.execute(scope);
  const [row] = rows;
  return row === undefined || row.bytes.length === 0 ? null : row;
}
