import type { Envelope } from "@threshold/casework";
import { type Bytes, fromBase64Url, own, toBase64Url } from "./bytes.ts";
import { canonicalBytes } from "./canonical.ts";

/** An Ed25519 pair: the private key stays a `CryptoKey`, the public one is its 32 raw bytes, base64url. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly verifyKey: string;
}

const purpose = "threshold-envelope-v1";
const algorithm = { name: "Ed25519" } as const;

/**
 * A new pair.
 * @param options `extractable: false` for a phone, whose key never leaves its browser; `true` for a member, whose key is wrapped
 */
export async function makeSigningKey({ extractable }: { readonly extractable: boolean }): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey(algorithm, extractable, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new Error("Ed25519 gave no pair");
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  return { privateKey: pair.privateKey, verifyKey: toBase64Url(new Uint8Array(raw)) };
}

/** PKCS #8, base64url. @throws where the key was made to stay. */
export async function exportPrivateKey(privateKey: CryptoKey): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey)));
}

/** @returns null where the text is no PKCS #8 of Ed25519. */
export async function importPrivateKey(
  pkcs8: string,
  { extractable }: { readonly extractable: boolean },
): Promise<CryptoKey | null> {
  const bytes = fromBase64Url(pkcs8);
  if (bytes === null) return null;
  try {
    return await crypto.subtle.importKey("pkcs8", bytes, algorithm, extractable, ["sign"]);
  } catch {
    return null;
  }
}

/** An author's signature over the envelope: 64 bytes, base64url. Two envelopes that differ only in their keys' order have one signature. */
export async function signEnvelope(envelope: Envelope, privateKey: CryptoKey): Promise<string> {
  return signBytes(canonicalBytes(purpose, envelope), privateKey);
}

/** True only where the signature is this key's over this envelope. Never throws over what it is given. */
export async function verifyEnvelope(envelope: unknown, signature: string, verifyKey: string): Promise<boolean> {
  try {
    return await verifyBytes(canonicalBytes(purpose, envelope), signature, verifyKey);
  } catch {
    return false;
  }
}

/** Signs bytes that already say what they are for (see canonical.ts). */
export async function signBytes(bytes: Bytes, privateKey: CryptoKey): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, bytes)));
}

/** False also where the key or the signature has the wrong shape. */
export async function verifyBytes(bytes: Uint8Array, signature: string, verifyKey: string): Promise<boolean> {
  const [mark, raw] = [fromBase64Url(signature), fromBase64Url(verifyKey)];
  if (mark === null || raw === null || mark.length !== 64 || raw.length !== 32) return false;
  try {
    const key = await crypto.subtle.importKey("raw", raw, algorithm, false, ["verify"]);
    return await crypto.subtle.verify(algorithm, key, mark, own(bytes));
  } catch {
    return false;
  }
}
