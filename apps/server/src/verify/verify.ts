import { beginning, type SignedHead } from "@threshold/sealing";
import { type Connection, connect, type Source } from "../database/connect.ts";
import { type Counts, checkStep } from "./arrivals.ts";
import { walkDirectory } from "./directory.ts";
import type { Broken } from "./fault.ts";
import { KeptHeads } from "./head.ts";
import { walkRecord } from "./record.ts";
import { findHeadless, findUnreceipted, readArrivals } from "./verify.store.ts";

export type { Broken } from "./fault.ts";

export interface Verified {
  readonly ok: true;
  readonly receipts: number;
  readonly entries: number;
  readonly parts: number;
  /** Parts that were erased rightly, whose hashes stay in the log. */
  readonly erased: number;
  /** Lines of the record of what happened with keys and access. */
  readonly record: number;
  /** Statements of the directory's root. */
  readonly statements: number;
  /** Hash of the last receipt: two walks that print the same one saw the same log. */
  readonly last: string;
}

/**
 * Walks all that a site keeps of its history, a step at a time. Arrivals: receipts and their signatures, entries and their authors'
 * signatures, parents, the bytes of every sealed part, and that each part that is gone was erased by whoever may. Then the record of
 * keys and access, and the directory's statements and certificates. Reads as the role that may read all,
 * changes nothing, and needs as much memory for a million entries as for a thousand.
 * @param heads signed heads of earlier days, from `npx threshold head`
 */
export async function verifyLog(
  source: Source,
  serverKey: string,
  heads: readonly SignedHead[] = [],
): Promise<Verified | Broken> {
  const kept = await KeptHeads.read(heads, serverKey);
  if ("ok" in kept) return kept;
  const client = await connect(source, "lookup");
  try {
    // One picture of the database, also while others write.
    await client.query("begin transaction isolation level repeatable read read only");
    const counts: Counts = { receipts: 0, parts: 0, erased: 0, last: beginning, wrongly: null };
    const broken = (await walkArrivals(client, counts, serverKey, kept.arrivals)) ?? (await findStray(client));
    if (broken !== null) return broken;
    const record = await walkRecord(client, serverKey, kept.record);
    if (typeof record !== "number") return record;
    const statements = await walkDirectory(client, kept.directory);
    if (typeof statements !== "number") return statements;
    const { wrongly, ...fine } = counts;
    if (wrongly !== null) return { ...wrongly, restFits: true };
    return { ok: true, entries: counts.receipts, ...fine, record, statements };
  } finally {
    await client.end();
  }
}

async function walkArrivals(
  client: Connection,
  counts: Counts,
  serverKey: string,
  heads: KeptHeads,
): Promise<Broken | null> {
  for await (const rows of readArrivals(client)) {
    const broken = (await checkStep(client, rows, counts, serverKey)) ?? heads.check(rows);
    if (broken !== null) return broken;
  }
  return heads.finish(counts.receipts);
}

/** Rows that the log does not know. */
async function findStray(client: Connection): Promise<Broken | null> {
  const stray = await findUnreceipted(client);
  if (stray !== null) return { ok: false, in: "arrivals", n: null, about: stray, why: "entry-unreceipted" };
  const headless = await findHeadless(client);
  return headless === null ? null : { ok: false, in: "arrivals", n: null, about: headless, why: "referral-headless" };
}
