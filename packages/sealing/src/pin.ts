import { argon2id } from "hash-wasm";
import { fromBase64Url, randomBytes, toBase64Url, toHex } from "./bytes.ts";
import { canonicalBytes } from "./canonical.ts";
import { hmacSha256, sameText } from "./digest.ts";

/** A PIN is digits only, six or more: short enough to remember for a shift. */
export const isPin = (text: string): boolean => /^\d{6,12}$/.test(text);

/** A new PIN of six digits, each equally likely. */
export function makePin(): string {
  let pin = "";
  while (pin.length < 6) for (const byte of randomBytes(12)) if (byte < 250 && pin.length < 6) pin += String(byte % 10);
  return pin;
}

export const makePinSalt = (): string => toBase64Url(randomBytes(16));

/**
 * What a server keeps of a PIN, 64 hex digits: Argon2id (19 MiB, two passes) over a mark made with a secret that is not in the database.
 * A million PINs are soon tried by whoever has both; a stolen database alone does not suffice.
 * @param secret the server's own, 32 bytes
 * @param salt base64url, 16 bytes
 * @throws where the salt is none
 */
export async function hashPin(pin: string, salt: string, secret: Uint8Array): Promise<string> {
  const bytes = fromBase64Url(salt);
  if (bytes === null || bytes.length < 16) throw new Error("a PIN is hashed with a salt");
  const mark = await hmacSha256(secret, canonicalBytes("threshold-pin-v1", { pin, salt }));
  const options = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32, outputType: "binary" } as const;
  return toHex(await argon2id({ password: mark, salt: bytes, ...options }));
}

/** Compares in a time that tells nothing. */
export const samePin = (one: string, other: string): boolean => sameText(one, other);
