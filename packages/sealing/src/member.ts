import { fromBase64, toBase64, utf8 } from "./bytes.ts";
import { derive, isLongEnough } from "./derive.ts";
import { type Identity, makeIdentity, recipientOf } from "./identity.ts";
import { readJson } from "./json.ts";
import { type Kdf, newKdf } from "./kdf.ts";
import { failure, type Result, success } from "./result.ts";
import { type OpenProblem, open, seal } from "./seal.ts";
import { isObject } from "./shape.ts";
import { exportPrivateKey, importPrivateKey, makeSigningKey } from "./signing.ts";
import type { Pin } from "./trust/kinds.ts";
import { isPin } from "./trust/shapes.ts";

/** What the server keeps of a member's keys: no secret among it. */
export interface MemberKeys {
  readonly kdf: Kdf;
  readonly proof: string;
  readonly recipient: string;
  readonly verifyKey: string;
  /** Base64 age file, opened by the half of the derived key that stays. */
  readonly bundle: string;
}
/** What a signed-in browser holds in memory. The signing key cannot be taken out of it again. */
export interface MemberSecrets {
  readonly identity: Identity;
  readonly signing: CryptoKey;
  readonly verifyKey: string;
  /** What the member has seen of the signed directory; null in a bundle from before there was one. */
  readonly pin: Pin | null;
}
export type ChangedKeys = Pick<MemberKeys, "kdf" | "proof" | "bundle">;
/** `wrong-version` and `wrong-shape`: it opened, and holds no keys that this program knows. */
export type OpenMemberProblem = OpenProblem | "wrong-version" | "wrong-shape";

interface Bundle {
  /** 1 had no pin. */
  readonly v: 2;
  readonly secret: string;
  /** PKCS #8, base64url. */
  readonly signing: string;
  readonly verifyKey: string;
  readonly pin: Pin | null;
}

/**
 * Makes a member's keys, for `Join` or an invitation: an age identity and a signing key, wrapped by the passphrase.
 * @param pin the root that her code showed
 */
export async function makeMember(
  passphrase: string,
  pin: Pin | null = null,
): Promise<Result<{ readonly keys: MemberKeys; readonly secrets: MemberSecrets }, "passphrase-short">> {
  const [identity, signing] = await Promise.all([makeIdentity(), makeSigningKey({ extractable: true })]);
  const pkcs8 = await exportPrivateKey(signing.privateKey);
  const bundle: Bundle = { v: 2, secret: identity.secret, signing: pkcs8, verifyKey: signing.verifyKey, pin };
  const wrapped = await wrap(bundle, passphrase);
  if (!wrapped.ok) return wrapped;
  const kept = await importPrivateKey(pkcs8, { extractable: false });
  if (kept === null) throw new Error("a key just made could not be read back");
  const { verifyKey } = signing;
  return success({
    keys: { ...wrapped.value, recipient: identity.recipient, verifyKey },
    secrets: { identity, signing: kept, verifyKey, pin },
  });
}

/** Opens a member's keys with the half of the derived key that stayed. */
export async function openMember(bundle: string, unlock: string): Promise<Result<MemberSecrets, OpenMemberProblem>> {
  const read = await readBundle(bundle, unlock);
  if (!read.ok) return read;
  const { secret, verifyKey, pin } = read.value;
  const [recipient, signing] = await Promise.all([
    recipientOf(secret),
    importPrivateKey(read.value.signing, { extractable: false }),
  ]);
  if (recipient === null || signing === null) return failure("wrong-shape");
  return success({ identity: { secret, recipient }, signing, verifyKey, pin });
}

/** The same keys under another passphrase, with a new salt: nothing sealed to the member has to be sealed again. */
export async function changePassphrase(
  bundle: string,
  unlock: string,
  passphrase: string,
): Promise<Result<ChangedKeys, OpenMemberProblem | "passphrase-short">> {
  const read = await readBundle(bundle, unlock);
  return read.ok ? wrap(read.value, passphrase) : read;
}

/** The same keys under the same passphrase, with a newer pin: what was seen on one machine is not forgotten on the next. */
export async function rewrapBundle(
  bundle: string,
  unlock: string,
  pin: Pin,
): Promise<Result<string, OpenMemberProblem>> {
  const read = await readBundle(bundle, unlock);
  return read.ok ? success(await sealed({ ...read.value, pin }, unlock)) : read;
}

async function wrap(bundle: Bundle, passphrase: string): Promise<Result<ChangedKeys, "passphrase-short">> {
  if (!isLongEnough(passphrase)) return failure("passphrase-short");
  const kdf = newKdf();
  const derived = await derive(passphrase, kdf);
  if (!derived.ok) throw new Error("our own parameters were refused");
  return success({ kdf, proof: derived.value.proof, bundle: await sealed(bundle, derived.value.unlock) });
}

async function sealed(bundle: Bundle, unlock: string): Promise<string> {
  const recipient = await recipientOf(unlock);
  const done = recipient === null ? null : await seal(utf8(JSON.stringify(bundle)), [recipient]);
  if (done?.ok !== true) throw new Error("a key just derived could not be sealed to");
  return toBase64(done.value);
}

async function readBundle(text: string, unlock: string): Promise<Result<Bundle, OpenMemberProblem>> {
  const bytes = fromBase64(text);
  if (bytes === null) return failure("not-age");
  const opened = await open(bytes, [unlock]);
  if (!opened.ok) return opened;
  const value = readJson(opened.value);
  if (!isObject(value)) return failure("wrong-shape");
  const { v, secret, signing, verifyKey, pin = null } = value;
  if (v !== 1 && v !== 2) return failure("wrong-version");
  if (typeof secret !== "string" || typeof signing !== "string" || typeof verifyKey !== "string")
    return failure("wrong-shape");
  if (pin !== null && !isPin(pin)) return failure("wrong-shape");
  return success({ v: 2, secret, signing, verifyKey, pin });
}
