import { bech32 } from "@scure/base";
import { generateX25519Identity, identityToRecipient } from "age-encryption";

/** An X25519 key of the age format. `secret` is `AGE-SECRET-KEY-1…`, `recipient` is `age1…` (62 characters). */
export interface Identity {
  readonly secret: string;
  readonly recipient: string;
}

export type RecipientKind = "x25519" | "post-quantum" | "unknown";

/** A new identity from the platform's randomness. */
export async function makeIdentity(): Promise<Identity> {
  const secret = await generateX25519Identity();
  return { secret, recipient: await identityToRecipient(secret) };
}

/** The identity of 32 secret bytes, such as half of a key derived from a passphrase. @throws where they are not 32. */
export function secretFromBytes(bytes: Uint8Array): string {
  if (bytes.length !== 32) throw new Error("an age identity has 32 bytes");
  return bech32.encodeFromBytes("AGE-SECRET-KEY-", bytes).toUpperCase();
}

/** The recipient of a secret; null where the text is no X25519 secret. */
export async function recipientOf(secret: string): Promise<string | null> {
  return isSecret(secret) ? identityToRecipient(secret) : null;
}

/** True for `AGE-SECRET-KEY-1…` with a right checksum and 32 bytes. */
export function isSecret(text: string): boolean {
  return text.startsWith("AGE-SECRET-KEY-1") && hasBytes(text, "AGE-SECRET-KEY-", 32);
}

/**
 * What kind of key a recipient is. Only `x25519` is sealed to here: one file must not mix the kinds, and the `age` command of
 * a stable Debian reads this kind alone. `unknown` is anything else: plugins, a broken checksum, no recipient at all.
 */
export function kindOf(recipient: string): RecipientKind {
  if (recipient.startsWith("age1pq1")) return "post-quantum";
  return /^age1[02-9ac-hj-np-z]{58}$/.test(recipient) && hasBytes(recipient, "age", 32) ? "x25519" : "unknown";
}

function hasBytes(text: string, prefix: string, length: number): boolean {
  try {
    const decoded = bech32.decodeToBytes(text);
    return decoded.prefix.toUpperCase() === prefix.toUpperCase() && decoded.bytes.length === length;
  } catch {
    return false;
  }
}
