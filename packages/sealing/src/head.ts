import { canonicalBytes } from "./canonical.ts";
import { object, text } from "./shape.ts";
import { signBytes, verifyBytes } from "./signing.ts";

/** The end of one hash-chained history: how many rows it has, and the hash of the last. */
export interface LogEnd {
  readonly n: number;
  readonly hash: string;
}
/**
 * How far a site's histories reached at a moment, signed with the server's key. Kept elsewhere, it shows later that nothing of what it
 * counts was cut off or put together anew.
 */
export interface Head {
  readonly v: 1;
  /** The server's clock, ISO 8601 UTC to the second. */
  readonly at: string;
  /** Receipts of entries. */
  readonly arrivals: LogEnd;
  /** What happened with keys and access. */
  readonly record: LogEnd;
  /** The root's statements. */
  readonly directory: LogEnd;
}
export interface SignedHead {
  readonly head: Head;
  /** Raw Ed25519 public key, base64url. */
  readonly by: string;
  readonly signature: string;
}

const purpose = "threshold-head-v1";

export async function signHead(head: Head, privateKey: CryptoKey, verifyKey: string): Promise<SignedHead> {
  return { head, by: verifyKey, signature: await signBytes(canonicalBytes(purpose, head), privateKey) };
}

/** True only where the key signed exactly this head. */
export async function verifyHead({ head, by, signature }: SignedHead, verifyKey: string): Promise<boolean> {
  return by === verifyKey && (await verifyBytes(canonicalBytes(purpose, head), signature, verifyKey));
}

/** A head as it was kept, one line of JSON; null where the text is none. */
export function readHead(line: string): SignedHead | null {
  try {
    const value: unknown = JSON.parse(line);
    return shape(value) ? (value as SignedHead) : null;
  } catch {
    return null;
  }
}

const count = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const hash = (value: unknown): boolean => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const end = object({ n: count, hash });
const shape = object({
  head: object({ v: (value) => value === 1, at: text, arrivals: end, record: end, directory: end }),
  by: text,
  signature: text,
});
