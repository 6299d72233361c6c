import { canonicalBytes } from "./canonical.ts";
import { sha256Hex } from "./digest.ts";
import { signBytes, verifyBytes } from "./signing.ts";

/** A line of the record of what happened with keys and access: ids and codes only. Chained and signed as receipts are. */
export interface RecordFacts {
  /** Place in the record, from 1 without a gap. */
  readonly n: number;
  readonly previous: string;
  readonly organisation: string;
  readonly kind: string;
  readonly by: string | null;
  readonly about: string | null;
  readonly detail: string | null;
  /** The server's clock, ISO 8601 UTC. */
  readonly at: string;
}

/** SHA-256 over the facts, 64 hex digits. Other fields of the object do not count. */
export async function recordHash(facts: RecordFacts): Promise<string> {
  const { n, previous, organisation, kind, by, about, detail, at } = facts;
  return sha256Hex(canonicalBytes("threshold-record-v1", { n, previous, organisation, kind, by, about, detail, at }));
}

/** The server's Ed25519 signature over a line's hash, base64url. */
export function signRecord(hash: string, privateKey: CryptoKey): Promise<string> {
  return signBytes(canonicalBytes("threshold-record-hash-v1", hash), privateKey);
}

export function verifyRecord(hash: string, signature: string, verifyKey: string): Promise<boolean> {
  return verifyBytes(canonicalBytes("threshold-record-hash-v1", hash), signature, verifyKey);
}
