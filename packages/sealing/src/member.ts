import { fromBase64, fromUtf8, toBase64, utf8 } from "./bytes.ts";
import { derive, isLongEnough } from "./derive.ts";
import { type Identity, makeIdentity, recipientOf } from "./identity.ts";
import { type Kdf, newKdf } from "./kdf.ts";
import { failure, type Result, success } from "./result.ts";
import { type OpenProblem, open, seal } from "./seal.ts";
import { isObject } from "./shape.ts";
import { exportPrivateKey, importPrivateKey, makeSigningKey } from "./signing.ts";

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
}
export type ChangedKeys = Pick<MemberKeys, "kdf" | "proof" | "bundle">;
/** `wrong-version` and `wrong-shape`: it opened, and holds no keys that this program knows. */
export type OpenMemberProblem = OpenProblem | "wrong-version" | "wrong-shape";

interface Bundle {
  readonly v: 1;
  readonly secret: string;
  /** PKCS #8, base64url. */
  readonly signing: string;
  readonly verifyKey: string;
}

/** Makes a member's keys, for `Join` or an invitation: an age identity and a signing key, wrapped by the passphrase. */
export async function makeMember(
  passphrase: string,
): Promise<Result<{ readonly keys: MemberKeys; readonly secrets: MemberSecrets }, "passphrase-short">> {
  const [identity, signing] = await Promise.all([makeIdentity(), makeSigningKey({ extractable: true })]);
  const pkcs8 = await exportPrivateKey(signing.privateKey);
  const bundle: Bundle = { v: 1, secret: identity.secret, signing: pkcs8, verifyKey: signing.verifyKey };
  const wrapped = await wrap(bundle, passphrase);
  if (!wrapped.ok) return wrapped;
  const kept = await importPrivateKey(pkcs8, { extractable: false });
  if (kept === null) throw new Error("a key just made could not be read back");
  const { verifyKey } = signing;
  return success({
    keys: { ...wrapped.value, recipient: identity.recipient, verifyKey },
    secrets: { identity, signing: kept, verifyKey },
  });
}

/** Opens a member's keys with the half of the derived key that stayed. */
export async function openMember(bundle: string, unlock: string): Promise<Result<MemberSecrets, OpenMemberProblem>> {
  const read = await readBundle(bundle, unlock);
  if (!read.ok) return read;
  const { secret, verifyKey } = read.value;
  const [recipient, signing] = await Promise.all([
    recipientOf(secret),
    importPrivateKey(read.value.signing, { extractable: false }),
  ]);
  if (recipient === null || signing === null) return failure("wrong-shape");
  return success({ identity: { secret, recipient }, signing, verifyKey });
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

async function wrap(bundle: Bundle, passphrase: string): Promise<Result<ChangedKeys, "passphrase-short">> {
  if (!isLongEnough(passphrase)) return failure("passphrase-short");
  const kdf = newKdf();
  const derived = await derive(passphrase, kdf);
  const wrapping = derived.ok ? await recipientOf(derived.value.unlock) : null;
  if (!derived.ok || wrapping === null) throw new Error("our own parameters were refused");
  const sealed = await seal(utf8(JSON.stringify(bundle)), [wrapping]);
  if (!sealed.ok) throw new Error("a key just derived could not be sealed to");
  return success({ kdf, proof: derived.value.proof, bundle: toBase64(sealed.value) });
}

async function readBundle(text: string, unlock: string): Promise<Result<Bundle, OpenMemberProblem>> {
  const bytes = fromBase64(text);
  if (bytes === null) return failure("not-age");
  const opened = await open(bytes, [unlock]);
  if (!opened.ok) return opened;
  const value = parsed(fromUtf8(opened.value) ?? "");
  if (!isObject(value)) return failure("wrong-shape");
  const { v, secret, signing, verifyKey } = value;
  if (v !== 1) return failure("wrong-version");
  if (typeof secret !== "string" || typeof signing !== "string" || typeof verifyKey !== "string")
    return failure("wrong-shape");
  return success({ v, secret, signing, verifyKey });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
