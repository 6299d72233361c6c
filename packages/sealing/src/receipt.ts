import type { Envelope } from "@threshold/casework";
import { canonicalBytes } from "./canonical.ts";
import { sha256Hex } from "./digest.ts";
import { signBytes, verifyBytes } from "./signing.ts";

/**
 * The server's word that an entry arrived. Each receipt names the hash of the one before, so nothing can be taken out or put
 * in between later. It holds hashes only: a sealed part can be erased and the chain still verifies.
 */
export interface ReceiptFacts {
  /** Place in the log, from 1 without a gap. */
  readonly n: number;
  /** Hash of the receipt before; {@link beginning} for the first. */
  readonly previous: string;
  /** Id of the entry. */
  readonly entry: string;
  readonly envelopeHash: string;
  /** SHA-256 of the sealed parts, in the envelope's order. */
  readonly parts: readonly string[];
  /** The server's clock, ISO 8601 UTC, exactly as it is kept. */
  readonly at: string;
}
export interface SignedReceipt extends ReceiptFacts {
  readonly hash: string;
  readonly signature: string;
}
export type ChainProblem = "number" | "previous" | "hash" | "signature";
export type ChainCheck =
  | { readonly ok: true; readonly count: number; readonly last: string }
  /** The first broken one. */
  | { readonly ok: false; readonly n: number; readonly why: ChainProblem };

/** What the first receipt has in place of a hash before it. */
export const beginning = "0".repeat(64);

/** SHA-256 over the envelope as it is signed, lower-case hex. */
export async function envelopeHash(envelope: Envelope): Promise<string> {
  return sha256Hex(canonicalBytes("threshold-envelope-v1", envelope));
}

/** SHA-256 over the facts, lower-case hex. Other fields of the object do not count. */
export async function receiptHash({ n, previous, entry, envelopeHash, parts, at }: ReceiptFacts): Promise<string> {
  return sha256Hex(canonicalBytes("threshold-receipt-v1", { n, previous, entry, envelopeHash, parts, at }));
}

/** The server's Ed25519 signature over a receipt's hash, base64url. */
export async function signReceipt(hash: string, privateKey: CryptoKey): Promise<string> {
  return signBytes(canonicalBytes("threshold-receipt-hash-v1", hash), privateKey);
}

export async function verifyReceipt(hash: string, signature: string, verifyKey: string): Promise<boolean> {
  return verifyBytes(canonicalBytes("threshold-receipt-hash-v1", hash), signature, verifyKey);
}

/**
 * Walks the log once, holding one receipt at a time.
 * @param verifyKey the server's raw public key, base64url; `from` where an earlier walk ended, to go on from there
 * @returns how many were checked and the last hash, or the first that does not fit: a number out of line, a link to another
 * receipt before, a hash over other facts, a signature by another key
 */
export async function verifyChain(
  receipts: AsyncIterable<SignedReceipt> | Iterable<SignedReceipt>,
  verifyKey: string,
  from: { readonly count: number; readonly last: string } = { count: 0, last: beginning },
): Promise<ChainCheck> {
  let { count, last } = from;
  for await (const receipt of receipts) {
    const broken = (why: ChainProblem): ChainCheck => ({ ok: false, n: count + 1, why });
    if (receipt.n !== count + 1) return broken("number");
    if (receipt.previous !== last) return broken("previous");
    if (receipt.hash !== (await receiptHash(receipt))) return broken("hash");
    if (!(await verifyReceipt(receipt.hash, receipt.signature, verifyKey))) return broken("signature");
    count = receipt.n;
    last = receipt.hash;
  }
  return { ok: true, count, last };
}
