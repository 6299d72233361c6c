import type { Kdf } from "@threshold/contract";
import {
  hashToken,
  hmacSha256,
  inventedKdf as invent,
  makeCode,
  makeToken,
  readCode,
  sameText,
} from "@threshold/sealing";
import type { ServerKeys } from "../keys.ts";

export { makeCode, makeToken };

const bytesOf = (hex: string): Buffer => Buffer.from(hex, "hex");

/** What is kept of a token or of a sign-in proof: 32 bytes. */
export async function hashOf(secret: string): Promise<Buffer> {
  return bytesOf(await hashToken(secret));
}

/** What is kept of a code, however it was typed. */
export async function hashCode(code: string): Promise<Buffer> {
  return hashOf(readCode(code) ?? code);
}

/** Compares in a time that tells nothing, also where there is no such account. */
export async function proofFits(proof: string, kept: Buffer | null): Promise<boolean> {
  const given = await hashToken(proof);
  return sameText(given, (kept ?? Buffer.alloc(32)).toString("hex")) && kept !== null;
}

/** Parameters for a sign-in name that nobody has: as anybody's, and the same each time. */
export function inventedKdf(keys: ServerKeys, handle: string): Promise<Kdf> {
  return invent(keys.secret, handle);
}

/** How tries are counted without keeping the names that were tried. */
export async function accountMark(keys: ServerKeys, handle: string): Promise<Buffer> {
  return Buffer.from(await hmacSha256(keys.secret, new TextEncoder().encode(`threshold-account-v1\n${handle}`)));
}
