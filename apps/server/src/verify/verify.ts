import type { Envelope } from "@threshold/casework";
import { beginning, envelopeHash, fromBase64, sha256Hex, verifyChain } from "@threshold/sealing";
import { verifyEnvelope } from "@threshold/sealing/signing";
import { connect, type Source } from "../database/connect.ts";
import { type ArrivalRow, findHeadless, findUnreceipted, readArrivals } from "./verify.store.ts";

export interface Verified {
  readonly ok: true;
  readonly receipts: number;
  readonly entries: number;
  readonly parts: number;
  /** Parts that were erased, whose hashes stay in the log. */
  readonly erased: number;
  /** Hash of the last receipt: two walks that print the same one saw the same log. */
  readonly last: string;
}
/** The first thing that does not fit. */
export interface Broken {
  readonly ok: false;
  /** Place in the log; null for a row that the log does not know. */
  readonly n: number | null;
  readonly entry: string;
  readonly why: Fault;
  /** Name of the sealed part, where it is about one. */
  readonly part?: string;
}

/** What does not fit; the command line has a sentence for each. */
export type Fault =
  | "entry-gone"
  | "entry-changed"
  | "entry-time"
  | "entry-signature"
  | "entry-parents"
  | "entry-unreceipted"
  | "receipt-missing"
  | "receipt-order"
  | "receipt-changed"
  | "receipt-signature"
  | "referral-headless"
  | "parts-count"
  | "part-gone"
  | "part-changed";
type Found = Pick<Broken, "why" | "part"> | null;

/**
 * Walks the whole log, a few rows at a time: receipts and their signatures, entries and their authors' signatures, parents,
 * and the bytes of every sealed part that is not erased. Reads as the role that may read all, and changes nothing.
 */
export async function verifyLog(source: Source, serverKey: string): Promise<Verified | Broken> {
  const client = await connect(source, "lookup");
  try {
    // One picture of the database, also while others write.
    await client.query("begin transaction isolation level repeatable read read only");
    const count = { receipts: 0, parts: 0, erased: 0, last: beginning };
    const cases = new Map<string, string>();
    for await (const row of readArrivals(client)) {
      const fault = await faultOf(row, count, cases, serverKey);
      if (fault !== null) return { ok: false, n: row.n, entry: row.entry, ...fault };
    }
    const stray = await findUnreceipted(client);
    if (stray !== null) return { ok: false, n: null, entry: stray, why: "entry-unreceipted" };
    const headless = await findHeadless(client);
    if (headless !== null) return { ok: false, n: null, entry: headless, why: "referral-headless" };
    return { ok: true, entries: count.receipts, ...count };
  } finally {
    await client.end();
  }
}

interface Count {
  receipts: number;
  parts: number;
  erased: number;
  last: string;
}

const links = {
  number: "receipt-missing",
  previous: "receipt-order",
  hash: "receipt-changed",
  signature: "receipt-signature",
} as const;

async function faultOf(row: ArrivalRow, count: Count, cases: Map<string, string>, serverKey: string): Promise<Found> {
  if (row.envelope === null || row.entry_signature === null || row.verify_key === null) return { why: "entry-gone" };
  const envelope = parsed(row.envelope);
  if (envelope === null || envelope.id !== row.entry) return { why: "entry-changed" };
  const receipt = {
    ...{ n: row.n, previous: row.previous, entry: row.entry, envelopeHash: row.entry_hash, at: row.at },
    ...{ parts: envelope.parts.map((part) => part.sha256), hash: row.hash, signature: row.signature },
  };
  const link = await verifyChain([receipt], serverKey, { count: count.receipts, last: count.last });
  if (!link.ok) return { why: links[link.why] };
  if ((await envelopeHash(envelope)) !== row.entry_hash) return { why: "entry-changed" };
  if (row.received_at?.getTime() !== Date.parse(row.at)) return { why: "entry-time" };
  if (!(await verifyEnvelope(envelope, row.entry_signature, row.verify_key))) return { why: "entry-signature" };
  for (const parent of envelope.parents) if (cases.get(parent) !== envelope.case) return { why: "entry-parents" };
  cases.set(envelope.id, envelope.case);
  const fault = await partsFault(row, envelope, count);
  if (fault !== null) return fault;
  count.receipts += 1;
  count.last = row.hash;
  return null;
}

async function partsFault(row: ArrivalRow, envelope: Envelope, count: Count): Promise<Found> {
  if (row.parts.length !== envelope.parts.length) return { why: "parts-count" };
  for (const note of envelope.parts) {
    const part = row.parts.find((one) => one.name === note.name);
    if (part === undefined) return { why: "part-gone", part: note.name };
    if (part.erased) {
      count.erased += 1;
      continue;
    }
    // PostgreSQL breaks base64 into lines.
    const bytes = fromBase64((part.bytes ?? "").replace(/\s/g, ""));
    if (bytes === null || (await sha256Hex(bytes)) !== note.sha256) return { why: "part-changed", part: note.name };
    count.parts += 1;
  }
  return null;
}

function parsed(text: string): Envelope | null {
  try {
    return JSON.parse(text) as Envelope;
  } catch {
    return null;
  }
}
