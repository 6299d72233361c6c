import { fromBase64, fromBase64Url, fromUtf8, utf8 } from "../bytes.ts";
import { canonicalBytes, canonicalText } from "../canonical.ts";
import { sha256Hex } from "../digest.ts";
import { failure, type Result, success } from "../result.ts";
import { type OpenProblem, open } from "../seal.ts";
import { isObject } from "../shape.ts";
import type { CustodySet } from "./set.ts";

/** One of three. Alone it says nothing about the key. */
export interface Share {
  readonly set: string;
  /** 1 to 3. */
  readonly n: number;
  /** 33 bytes, base64url. */
  readonly share: string;
}
/** `not-the-noted`: it opened, and is not the share that the set's maker signed for. */
export type ShareProblem = OpenProblem | "wrong-shape" | "not-the-noted";

/** What the set says of a share: it gives nothing of it away, since a share is random. */
export function commitmentOf({ set, n, share }: Share): Promise<string> {
  return sha256Hex(canonicalBytes("threshold-custody-share-v1", { set, n, share }));
}

export function writeShare({ set, n, share }: Share) {
  return utf8(canonicalText({ v: 1, kind: "custody-share", set, n, share }));
}

/** Opens a share and holds it against what the set's maker signed. @param sealed base64 age file */
export async function openShare(
  sealed: string,
  secrets: readonly string[],
  of: CustodySet,
): Promise<Result<Share, ShareProblem>> {
  const bytes = fromBase64(sealed);
  if (bytes === null) return failure("not-age");
  const opened = await open(bytes, secrets);
  if (!opened.ok) return opened;
  const share = readShare(fromUtf8(opened.value) ?? "");
  if (share === null) return failure("wrong-shape");
  return (await fits(share, of)) ? success(share) : failure("not-the-noted");
}

/** True where this share is one that the set names. */
export async function fits(share: Share, of: CustodySet): Promise<boolean> {
  const noted = of.shares.find(({ n }) => n === share.n);
  return noted !== undefined && noted.commitment === (await commitmentOf(share));
}

function readShare(json: string): Share | null {
  try {
    const value: unknown = JSON.parse(json);
    if (!isObject(value) || value.v !== 1 || value.kind !== "custody-share") return null;
    const { set, n, share } = value;
    if (typeof set !== "string" || typeof n !== "number" || typeof share !== "string") return null;
    return fromBase64Url(share) === null ? null : { set, n, share };
  } catch {
    return null;
  }
}
