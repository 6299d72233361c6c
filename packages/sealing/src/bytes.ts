import { base64, base64urlnopad } from "@scure/base";

/** Bytes that WebCrypto takes: their own memory, not shared. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** n bytes from the platform's source of randomness; at most 65,536. */
export function randomBytes(n: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(n));
}

/** The same bytes in memory of their own. */
export function own(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}

export function utf8(text: string): Bytes {
  return own(new TextEncoder().encode(text));
}

/** @returns null where the bytes are no UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** Base64 with padding, as parts travel in JSON. */
export function toBase64(bytes: Uint8Array): string {
  return base64.encode(bytes);
}

/** @returns null where the text is not canonical base64 with padding. */
export function fromBase64(text: string): Bytes | null {
  return decoded(() => base64.decode(text));
}

/** Base64url without padding, as keys, tokens and signatures travel. */
export function toBase64Url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

/** @returns null where the text is not canonical base64url without padding. */
export function fromBase64Url(text: string): Bytes | null {
  return decoded(() => base64urlnopad.decode(text));
}

function decoded(decode: () => Uint8Array): Bytes | null {
  try {
    return own(decode());
  } catch {
    return null;
  }
}
