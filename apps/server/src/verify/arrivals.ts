import { type Envelope, fold } from "@threshold/casework";
import { envelopeHash, verifyChain } from "@threshold/sealing";
import { verifyEnvelope } from "@threshold/sealing/signing";
import type { Connection } from "../database/connect.ts";
import { readEnvelope } from "./envelope.ts";
import type { Broken, Fault } from "./fault.ts";
import { type ArrivalRow, caseArrivals, placesOf } from "./verify.store.ts";

/** What was counted up to here. */
export interface Counts {
  receipts: number;
  parts: number;
  erased: number;
  /** Hash of the last receipt. */
  last: string;
  /** The first part that is gone without a right to it. */
  wrongly: Broken | null;
}
type Found = { readonly why: Fault; readonly part?: string } | null;

const links = {
  number: "receipt-missing",
  previous: "receipt-order",
  hash: "receipt-changed",
  signature: "receipt-signature",
} as const;

/**
 * Checks one step of the log and counts it: each receipt and its link, each entry, its author's signature, its parents, its parts.
 * Signatures of a step are checked beside each other; the first row that does not fit is the one told.
 */
export async function checkStep(
  client: Connection,
  rows: readonly ArrivalRow[],
  counts: Counts,
  serverKey: string,
): Promise<Broken | null> {
  const read = rows.map((row) => readEnvelope(row.envelope));
  const parents = await placesOf(client, [...new Set(read.flatMap((envelope) => envelope?.parents ?? []))]);
  const signed = await Promise.all(
    rows.map((row, at) =>
      checkRow(row, read[at] ?? null, {
        before: { count: counts.receipts + at, last: rows[at - 1]?.hash ?? counts.last },
        serverKey,
      }),
    ),
  );
  for (const [at, row] of rows.entries()) {
    const envelope = read[at];
    let found = signed[at] ?? null;
    if (found === null && envelope != null) {
      const known = envelope.parents.every((id) => {
        const parent = parents.get(id);
        return parent !== undefined && parent.case_id === envelope.case && parent.n < row.n;
      });
      found = known ? checkParts(row, envelope, counts) : { why: "entry-parents" };
    }
    if (found !== null) return { ok: false, in: "arrivals", n: row.n, about: row.entry, ...found };
    if (envelope != null) counts.wrongly ??= await checkErasures(client, row, envelope);
    counts.receipts += 1;
    counts.last = row.hash;
  }
  return null;
}

interface Beside {
  readonly before: { readonly count: number; readonly last: string };
  readonly serverKey: string;
}

async function checkRow(row: ArrivalRow, envelope: Envelope | null, { before, serverKey }: Beside): Promise<Found> {
  if (row.envelope === null || row.entry_signature === null || row.verify_key === null) return { why: "entry-gone" };
  if (envelope === null || envelope.id !== row.entry) return { why: "entry-changed" };
  const receipt = {
    ...{ n: row.n, previous: row.previous, entry: row.entry, envelopeHash: row.entry_hash, at: row.at },
    ...{ parts: envelope.parts.map((part) => part.sha256), hash: row.hash, signature: row.signature },
  };
  const link = await verifyChain([receipt], serverKey, before);
  if (!link.ok) return { why: links[link.why] };
  if ((await envelopeHash(envelope)) !== row.entry_hash) return { why: "entry-changed" };
  if (!fitsColumns(row, envelope)) return { why: "entry-columns" };
  if (row.received_at?.getTime() !== Date.parse(row.at)) return { why: "entry-time" };
  if (!(await verifyEnvelope(envelope, row.entry_signature, row.verify_key))) return { why: "entry-signature" };
  // Only the server itself passes on.
  return row.kind === "passed-on" && row.verify_key !== serverKey ? { why: "entry-courier" } : null;
}

function fitsColumns(row: ArrivalRow, { case: id, kind, author, seq, sender }: Envelope): boolean {
  return (
    row.case_id === id &&
    row.kind === kind &&
    row.author === author &&
    row.seq === seq &&
    row.sender_organisation === sender.organisation &&
    row.sender_desk === sender.desk
  );
}

function checkParts(row: ArrivalRow, envelope: Envelope, counts: Counts): Found {
  if (row.parts.length !== envelope.parts.length) return { why: "parts-count" };
  for (const note of envelope.parts) {
    const part = row.parts.find((one) => one.name === note.name);
    if (part === undefined) return { why: "part-gone", part: note.name };
    if (part.sha256 !== note.sha256) return { why: "part-changed", part: note.name };
    if (part.found === null) counts.erased += 1;
    else if (part.found !== note.sha256) return { why: "part-changed", part: note.name };
    else counts.parts += 1;
  }
  return null;
}

/** Bytes are gone exactly where an `erased` entry that stands says so. (The fold decides which stand; it is asked only for such cases.) */
async function checkErasures(client: Connection, row: ArrivalRow, envelope: Envelope): Promise<Broken | null> {
  const gone = row.parts.filter((part) => part.found === null);
  if (gone.length === 0) return null;
  const state = fold(await caseArrivals(client, envelope.case));
  const rightly = new Set(
    state.status === "no-referral" ? [] : state.erased.map(({ entry, name }) => `${entry}/${name}`),
  );
  const wrong = gone.find((part) => !rightly.has(`${envelope.id}/${part.name}`));
  if (wrong === undefined) return null;
  return { ok: false, in: "arrivals", n: row.n, about: row.entry, why: "part-erased", part: wrong.name };
}
