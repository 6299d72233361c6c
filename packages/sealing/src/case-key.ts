import type { PartName } from "@threshold/casework";
import { fromUtf8, utf8 } from "./bytes.ts";
import { sha256Hex } from "./digest.ts";
import { type Identity, makeIdentity, recipientOf } from "./identity.ts";
import type { SealedPart } from "./referral-parts.ts";
import { failure, type Result, success } from "./result.ts";
import { type OpenProblem, open, type SealProblem, seal } from "./seal.ts";

/** A case's key as its `keyed` entry carries it. */
export interface MadeCaseKey extends Identity {
  /** `key` for whoever works on it; with a team, `glass` for the whole desk too. */
  readonly parts: readonly SealedPart[];
}
/** `not-the-noted`: other bytes than the envelope was signed over. `other-key`: it opened, and is not the key the entry names. */
export type OpenCaseKeyProblem = OpenProblem | "not-the-noted" | "other-key";

/**
 * A new key for a case. What is sealed is an identity file as the `age` command reads it.
 * @param desk recipient of the desk's current key
 * @param team recipients of the members who alone work on it; null for the whole desk
 */
export async function makeCaseKey(
  desk: string,
  team: readonly string[] | null,
): Promise<Result<MadeCaseKey, SealProblem>> {
  const identity = await makeIdentity();
  const key = await sealSecret("key", identity.secret, team ?? [desk]);
  if (!key.ok) return key;
  if (team === null) return success({ ...identity, parts: [key.value] });
  const glass = await sealSecret("glass", identity.secret, [desk]);
  return glass.ok ? success({ ...identity, parts: [key.value, glass.value] }) : glass;
}

async function sealSecret(
  name: Extract<PartName, "key" | "glass">,
  secret: string,
  recipients: readonly string[],
): Promise<Result<SealedPart, SealProblem>> {
  const sorted = [...recipients].sort();
  const sealed = await seal(utf8(`${secret}\n`), sorted);
  if (!sealed.ok) return sealed;
  return success({ note: { name, sha256: await sha256Hex(sealed.value), recipients: sorted }, bytes: sealed.value });
}

/**
 * Opens a `key` or `glass` part.
 * @param secrets of the member and her desks
 * @param named what the signed entry says: the case's recipient, and the hash of these bytes
 */
export async function openCaseKey(
  bytes: Uint8Array,
  secrets: readonly string[],
  named: { readonly recipient: string; readonly sha256: string },
): Promise<Result<Identity, OpenCaseKeyProblem>> {
  if ((await sha256Hex(bytes)) !== named.sha256) return failure("not-the-noted");
  const opened = await open(bytes, secrets);
  if (!opened.ok) return opened;
  const secret = fromUtf8(opened.value)?.trim() ?? "";
  const { recipient } = named;
  return (await recipientOf(secret)) === recipient ? success({ secret, recipient }) : failure("other-key");
}
