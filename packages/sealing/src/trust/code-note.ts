import { type Bytes, utf8 } from "../bytes.ts";
import { canonicalBytes, canonicalText } from "../canonical.ts";
import { readJson } from "../json.ts";
import { isObject } from "../shape.ts";
import { signBytes, verifyBytes } from "../signing.ts";
import type { Signer } from "./statement.ts";

const purpose = "threshold-code-note-v1";

/**
 * What a steward's browser tells her colleagues of a code that she made, to be sealed to them. Signed, because anybody can seal to a
 * key: a server that makes a code of its own could otherwise have its own keys signed for.
 * @param note JSON; says for which organisation and desk the code is
 */
export async function signCodeNote(note: object, { privateKey, verifyKey }: Signer): Promise<Bytes> {
  const signature = await signBytes(canonicalBytes(purpose, note), privateKey);
  return utf8(canonicalText({ note, by: verifyKey, signature }));
}

/**
 * The note, where one of these stewards signed it; null where it is none, or somebody else's.
 * @param stewards of one's own organisation, by a checked directory
 */
export async function readCodeNote(
  opened: Uint8Array | null,
  stewards: readonly string[],
): Promise<{ readonly [key: string]: unknown } | null> {
  const value = opened === null ? null : readJson(opened);
  if (!isObject(value) || !isObject(value.note)) return null;
  const { note, by, signature } = value;
  if (typeof by !== "string" || typeof signature !== "string" || !stewards.includes(by)) return null;
  return (await verifyBytes(canonicalBytes(purpose, note), signature, by)) ? note : null;
}
