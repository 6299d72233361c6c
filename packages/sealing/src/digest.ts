import { drawSymbols } from "@threshold/casework";
import { own, randomBytes, toBase64Url, toHex, utf8 } from "./bytes.ts";
import { type Kdf, leastKdf } from "./kdf.ts";

/** SHA-256 of bytes, 64 lower-case hex digits. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", own(bytes))));
}

/** A bearer token: 32 random bytes, base64url (43 characters). */
export function makeToken(): string {
  return toBase64Url(randomBytes(32));
}

/** What a server keeps of a token or a code. Both are random enough that a plain hash cannot be turned back. */
export async function hashToken(token: string): Promise<string> {
  return sha256Hex(utf8(`threshold-token-v1\n${token}`));
}

/** A code that is read out or typed once: four groups of five symbols of the reference's alphabet, 90 bits. */
export function makeCode(): string {
  return drawSymbols(randomBytes, 20).replace(/.{5}(?=.)/g, "$&-");
}

/** A code as people type it, brought to the form that was issued; null where it can be none. */
export function readCode(text: string): string | null {
  const symbols = text.replace(/[\s\p{Dash}]/gu, "").toUpperCase();
  return /^[2-79ACEFHJKMNPQRTWXY]{20}$/.test(symbols) ? symbols.replace(/.{5}(?=.)/g, "$&-") : null;
}

/** Compares without telling by its time where two texts differ. The length may be told. */
export function sameText(one: string, other: string): boolean {
  const [left, right] = [utf8(one), utf8(other)];
  let difference = left.length ^ right.length;
  for (let at = 0; at < left.length; at += 1) difference |= (left[at] ?? 0) ^ (right[at % right.length] ?? 0);
  return difference === 0;
}

/** HMAC-SHA-256. @param key any length above zero */
export async function hmacSha256(key: Uint8Array, bytes: Uint8Array): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey("raw", own(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, own(bytes)));
}

/**
 * For a sign-in name that nobody has: parameters that look like anybody's and stay the same, so that asking does not tell
 * who is a member.
 * @param key the server's own secret of 32 bytes
 */
export async function inventedKdf(key: Uint8Array, handle: string): Promise<Kdf> {
  const mark = await hmacSha256(key, utf8(`threshold-invented-salt-v1\n${handle}`));
  return { ...leastKdf, salt: toBase64Url(mark.subarray(0, 16)) };
}
