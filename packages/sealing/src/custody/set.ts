import { split } from "shamir-secret-sharing";
import { randomBytes, toBase64, toBase64Url } from "../bytes.ts";
import { canonicalBytes } from "../canonical.ts";
import { sha256Hex } from "../digest.ts";
import { recipientOf, secretFromBytes } from "../identity.ts";
import { failure, type Result, success } from "../result.ts";
import { recipientsProblem, type SealProblem, seal } from "../seal.ts";
import { signBytes, verifyBytes } from "../signing.ts";
import { type DeskKeys, writeKept } from "./kept-keys.ts";
import { commitmentOf, writeShare } from "./share.ts";

/** Somebody who holds a share: her public keys, as her own organisation certified them. */
export interface Holder {
  readonly organisation: string;
  readonly member: string;
  readonly recipient: string;
}
/** What is signed about one making of a desk's custody. It names nobody by name and holds no secret. */
export interface CustodySet {
  readonly v: 1;
  readonly kind: "custody-set";
  readonly set: string;
  readonly organisation: string;
  readonly desk: string;
  /** The desk's key in use, and its version: with the next one this set is out of date. */
  readonly version: number;
  readonly recipient: string;
  /** `sheet`: on paper, for an office too small for three people. It has no shares. */
  readonly mode: "shares" | "sheet";
  /** SHA-256 of what is kept on the server, sealed. */
  readonly kept: string;
  /** What a sheet's code opens; null with shares. */
  readonly sheet: string | null;
  readonly shares: readonly (Holder & { readonly n: number; readonly commitment: string })[];
  /** ISO 8601 UTC to the second. */
  readonly at: string;
}
export interface SignedSet {
  readonly set: CustodySet;
  /** Ed25519 of its maker, base64url. */
  readonly signature: string;
}
export interface MadeCustody extends SignedSet {
  /** Base64 age file. */
  readonly kept: string;
  readonly shares: readonly { readonly n: number; readonly sealed: string }[];
}
interface Making {
  readonly id: string;
  readonly at: string;
  readonly keys: DeskKeys;
}

const purpose = "threshold-custody-set-v1";
/** Any two of three open it; one alone opens nothing. */
export const most = 3;
export const needed = 2;

/**
 * Makes three shares of a new secret that opens the desk's keys, each sealed to its holder. They are made anew for every new key of
 * the desk and every new holder: a share of an earlier making fits nothing.
 * @throws where there are not exactly three holders, each another member, or the desk has no key
 */
export async function makeShares(
  { id, at, keys }: Making,
  holders: readonly Holder[],
  signing: CryptoKey,
): Promise<Result<MadeCustody, SealProblem>> {
  if (holders.length !== most || new Set(holders.map(({ member }) => member)).size !== most)
    throw new Error("custody has three different holders");
  const problem = recipientsProblem(holders.map(({ recipient }) => recipient));
  if (problem !== null) return failure(problem);
  const secret = randomBytes(32);
  const parts = (await split(secret, most, needed)).map((share, at) => ({
    set: id,
    n: at + 1,
    share: toBase64Url(share),
  }));
  const kept = await sealKept(keys, await recipientOfBytes(secret));
  if (!kept.ok) return kept;
  const shares: { n: number; sealed: string }[] = [];
  const noted: CustodySet["shares"][number][] = [];
  for (const [at, part] of parts.entries()) {
    const holder = holders[at];
    if (holder === undefined) throw new Error("a share without a holder");
    const { organisation, member, recipient } = holder;
    const sealed = await seal(writeShare(part), [recipient]);
    if (!sealed.ok) return sealed;
    shares.push({ n: part.n, sealed: toBase64(sealed.value) });
    noted.push({ n: part.n, organisation, member, recipient, commitment: await commitmentOf(part) });
  }
  const content = { mode: "shares", sheet: null, kept: kept.value.sha256, shares: noted } as const;
  return success({ ...(await signed({ id, at, keys }, content, signing)), kept: kept.value.sealed, shares });
}

/**
 * Seals the desk's keys to what is printed on a sheet. The same sheet goes on for the desk's next key, which needs only its recipient.
 * @param recipient of `sheetSecret`
 */
export async function makeSheet(
  making: Making,
  recipient: string,
  signing: CryptoKey,
): Promise<Result<MadeCustody, SealProblem>> {
  const kept = await sealKept(making.keys, recipient);
  if (!kept.ok) return kept;
  const set = await signed(making, { mode: "sheet", sheet: recipient, kept: kept.value.sha256, shares: [] }, signing);
  return success({ ...set, kept: kept.value.sealed, shares: [] });
}

/** True only where this key's holder signed exactly this set. Never throws over what a server sent in its place. */
export async function checkSet({ set, signature }: SignedSet, verifyKey: string): Promise<boolean> {
  try {
    return await verifyBytes(canonicalBytes(purpose, set), signature, verifyKey);
  } catch {
    return false;
  }
}

async function sealKept(
  keys: DeskKeys,
  recipient: string,
): Promise<Result<{ sealed: string; sha256: string }, SealProblem>> {
  const sealed = await seal(writeKept(keys), [recipient]);
  return sealed.ok ? success({ sealed: toBase64(sealed.value), sha256: await sha256Hex(sealed.value) }) : sealed;
}

async function signed(
  { id, at, keys }: Making,
  content: Pick<CustodySet, "mode" | "kept" | "sheet" | "shares">,
  signing: CryptoKey,
): Promise<SignedSet> {
  const [newest] = keys.keys;
  if (newest === undefined) throw new Error("a desk without a key has nothing to keep");
  const { organisation, desk } = keys;
  const { version, recipient } = newest;
  const set: CustodySet = {
    v: 1,
    kind: "custody-set",
    set: id,
    organisation,
    desk,
    version,
    recipient,
    ...content,
    at,
  };
  return { set, signature: await signBytes(canonicalBytes(purpose, set), signing) };
}

async function recipientOfBytes(secret: Uint8Array): Promise<string> {
  const recipient = await recipientOf(secretFromBytes(secret));
  if (recipient === null) throw new Error("a secret just made is none");
  return recipient;
}
