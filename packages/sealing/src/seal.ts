import { Decrypter, Encrypter } from "age-encryption";
import { type Bytes, own } from "./bytes.ts";
import { isSecret, kindOf } from "./identity.ts";
import { failure, type Result, success } from "./result.ts";

/**
 * - `no-recipient`: sealed to nobody, it could never be read
 * - `recipient-mixed`: X25519 and post-quantum together, which the age command refuses to open
 * - `recipient-kind`: a kind that is not sealed to here
 * - `recipient-broken`: no key, or its checksum is wrong
 * - `recipient-twice`: the same key two times
 */
export type SealProblem =
  | "no-recipient"
  | "recipient-mixed"
  | "recipient-kind"
  | "recipient-broken"
  | "recipient-twice";
/** `not-age`: no age file. `no-key`: none of the secrets opens it. `damaged`: it was changed or cut. */
export type OpenProblem = "not-age" | "no-key" | "damaged";

const magic = "age-encryption.org/v1\n";

/** Why these recipients cannot be sealed to; null where they can. */
export function recipientsProblem(recipients: readonly string[]): SealProblem | null {
  if (recipients.length === 0) return "no-recipient";
  const kinds = new Set(recipients.map(kindOf));
  if (kinds.has("x25519") && kinds.has("post-quantum")) return "recipient-mixed";
  if (kinds.has("unknown")) return "recipient-broken";
  if (kinds.has("post-quantum")) return "recipient-kind";
  return new Set(recipients).size === recipients.length ? null : "recipient-twice";
}

/**
 * Seals bytes to X25519 recipients as an age file, which the public `age` command opens too.
 * @returns the file: a header of about 100 bytes for each recipient, then the bytes and 32 more (16 for every 64 KiB).
 */
export async function seal(bytes: Uint8Array, recipients: readonly string[]): Promise<Result<Bytes, SealProblem>> {
  const problem = recipientsProblem(recipients);
  if (problem !== null) return failure(problem);
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  try {
    return success(own(await encrypter.encrypt(bytes)));
  } catch {
    // A point of small order has a right checksum and still is no key: the library refuses it only here.
    return failure("recipient-broken");
  }
}

/**
 * Opens an age file with whichever of the secrets fits. Never throws over the content of `bytes` or `secrets`.
 * A file whose stanza for this key was changed cannot be told from one sealed to others: both are `no-key`.
 * @param secrets the same list for many files saves reckoning their keys each time (two fifths of the work)
 */
export async function open(bytes: Uint8Array, secrets: readonly string[]): Promise<Result<Bytes, OpenProblem>> {
  if (!startsWithMagic(bytes)) return failure("not-age");
  const decrypter = decrypterOf(secrets);
  if (decrypter === null) return failure("no-key");
  try {
    return success(own(await decrypter.decrypt(bytes)));
  } catch (error) {
    // The library has no error classes; this text is that of the pinned version, and the tests hold it.
    return failure(error instanceof Error && error.message.startsWith("no identity matched") ? "no-key" : "damaged");
  }
}

/** By the list itself: once whoever holds it lets go of it, nothing here holds its keys either. */
const ready = new WeakMap<
  readonly string[],
  { readonly of: readonly string[]; readonly decrypter: Decrypter | null }
>();

function decrypterOf(secrets: readonly string[]): Decrypter | null {
  const known = ready.get(secrets);
  // A list that has grown since opens with what it holds now.
  const same = known?.of.length === secrets.length && known.of.every((secret, at) => secret === secrets[at]);
  if (known !== undefined && same) return known.decrypter;
  const usable = secrets.filter(isSecret);
  const decrypter = usable.length === 0 ? null : new Decrypter();
  for (const secret of usable) decrypter?.addIdentity(secret);
  ready.set(secrets, { of: [...secrets], decrypter });
  return decrypter;
}

function startsWithMagic(bytes: Uint8Array): boolean {
  return bytes.length >= magic.length && [...magic].every((letter, at) => bytes[at] === letter.charCodeAt(0));
}
