import { type Bytes, utf8 } from "../bytes.ts";
import { canonicalText } from "../canonical.ts";
import { recipientOf } from "../identity.ts";
import { readJson } from "../json.ts";
import { failure, type Result, success } from "../result.ts";
import { isObject, list, object, text } from "../shape.ts";

/** Every key a desk has, the one in use first: what custody keeps. */
export interface DeskKeys {
  readonly organisation: string;
  readonly desk: string;
  readonly keys: readonly { readonly version: number; readonly recipient: string; readonly secret: string }[];
  /** What the maker's browser had seen of the signed directory, so that whoever recovers does not start from trust alone; null before. */
  readonly pin: unknown;
}
/** `wrong-shape`: it opened, and is nothing that this program knows. `other-key`: a secret is not that of the key it is said to be. */
export type KeptProblem = "wrong-shape" | "other-key";

const shape = object({
  organisation: text,
  desk: text,
  keys: list(object({ version: Number.isSafeInteger, recipient: text, secret: text })),
});

export function writeKept(keys: DeskKeys): Bytes {
  return utf8(canonicalText({ v: 1, kind: "custody-kept", ...keys }));
}

/** Reads what was kept, and proves each secret against the key that the desk is known by. */
export async function readKept(
  bytes: Uint8Array,
  of: { readonly desk: string; readonly recipient: string },
): Promise<Result<DeskKeys, KeptProblem>> {
  const value = readJson(bytes);
  if (!isObject(value) || value.v !== 1 || value.kind !== "custody-kept" || !shape(value))
    return failure("wrong-shape");
  const { organisation, desk, keys, pin } = value as unknown as DeskKeys;
  if (desk !== of.desk || keys[0]?.recipient !== of.recipient) return failure("other-key");
  for (const { recipient, secret } of keys) if ((await recipientOf(secret)) !== recipient) return failure("other-key");
  return success({ organisation, desk, keys, pin: pin ?? null });
}
