import { beginning, receiptHash } from "@threshold/sealing";
import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";
import type { ServerKeys } from "../keys.ts";
import type { Checked } from "./check.ts";

export interface KeptReceipt {
  readonly n: number;
  readonly entry: string;
  readonly hash: string;
  readonly at: string;
}

/**
 * Writes the next receipt of the one log. Last in its transaction: from here on every other arrival waits for the end of this one.
 * @param at the server's clock, ISO 8601 UTC to the second
 */
export async function addReceipt(
  scope: Scope,
  keys: ServerKeys,
  { envelope, hash: envelopeHash }: Checked,
  at: string,
): Promise<KeptReceipt> {
  const { rows } = await sql<{ n: number; hash: string }>`select * from last_receipt()`.execute(scope);
  const n = (rows[0]?.n ?? 0) + 1;
  const previous = rows[0]?.hash ?? beginning;
  const parts = envelope.parts.map((part) => part.sha256);
  const hash = await receiptHash({ n, previous, entry: envelope.id, envelopeHash, parts, at });
  await scope
    .insertInto("receipt")
    .values({
      n,
      entry: envelope.id,
      entry_hash: envelopeHash,
      previous,
      hash,
      signature: await keys.signReceipt(hash),
      at,
    })
    .execute();
  return { n, entry: envelope.id, hash, at };
}

export async function receiptOf(scope: Scope, entry: string): Promise<KeptReceipt | null> {
  const row = await scope
    .selectFrom("receipt")
    .select(["n", "entry", "hash", "at"])
    .where("entry", "=", entry)
    .executeTakeFirst();
  return row ?? null;
}
