import { drawSymbols } from "@threshold/casework";
import { randomBytes, toBase64Url } from "../bytes.ts";
import { canonicalBytes } from "../canonical.ts";
import { hmacSha256, sha256Hex } from "../digest.ts";
import { secretFromBytes } from "../identity.ts";

const symbols = 30;

/** What is printed for an office without custodians: six groups of five symbols of the reference's alphabet, 135 bits. */
export function makeSheetCode(): string {
  return grouped(drawSymbols(randomBytes, symbols));
}

/** A sheet's code as people type it; null where it can be none. */
export function readSheetCode(text: string): string | null {
  const bare = text.replace(/[\s\p{Dash}\p{Cf}]/gu, "").toUpperCase();
  return /^[2-79ACEFHJKMNPQRTWXY]{30}$/.test(bare) ? grouped(bare) : null;
}

/** The age identity that a sheet's code stands for: whoever has both, the sheet and the server's copy, opens the desk's keys with `age`. */
export async function sheetSecret(code: string): Promise<string> {
  const hex = await sha256Hex(canonicalBytes("threshold-sheet-v1", code));
  return secretFromBytes(Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
}

/** What shows a server that somebody holds the sheet, and gives it nothing that opens: 32 bytes, base64url. */
export async function sheetProof(code: string): Promise<string> {
  const secret = canonicalBytes("threshold-sheet-v1", code);
  return toBase64Url(await hmacSha256(secret, canonicalBytes("threshold-sheet-proof-v1", "proof")));
}

const grouped = (text: string): string => text.replace(/.{5}(?=.)/g, "$&-");
