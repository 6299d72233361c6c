import { fromBase64, toBase64 } from "../bytes.ts";
import { canonicalBytes } from "../canonical.ts";
import { sha256Hex } from "../digest.ts";
import { type Result, success } from "../result.ts";
import { type SealProblem, seal } from "../seal.ts";
import { signBytes, verifyBytes } from "../signing.ts";
import type { Asked } from "./fingerprint.ts";
import type { CustodySet } from "./set.ts";
import { openShare, type Share, type ShareProblem, writeShare } from "./share.ts";

/** A custodian's word: this share, to these keys of this member, and to none that come later. */
export interface Release extends Asked {
  readonly v: 1;
  readonly kind: "custody-release";
  /** Whose asking it is. */
  readonly member: string;
  readonly set: string;
  readonly n: number;
  /** Her own id. */
  readonly custodian: string;
  /** SHA-256 of the share as she sealed it anew. */
  readonly sealed: string;
}
export interface Released {
  readonly release: Release;
  readonly signature: string;
  /** Base64 age file. */
  readonly sealed: string;
}

const purpose = "threshold-custody-release-v1";

/** Seals a share anew to whoever asks, and signs for it. Only after the fingerprint was compared by phone. */
export async function releaseShare(
  share: Share,
  to: Asked & { readonly member: string },
  custodian: { readonly id: string; readonly signing: CryptoKey },
): Promise<Result<Released, SealProblem>> {
  const sealed = await seal(writeShare(share), [to.recipient]);
  if (!sealed.ok) return sealed;
  const { recovery, member, recipient, verifyKey } = to;
  const { set, n } = share;
  const release: Release = {
    ...{ v: 1, kind: "custody-release", recovery, member, recipient, verifyKey, set, n },
    custodian: custodian.id,
    sealed: await sha256Hex(sealed.value),
  };
  const signature = await signBytes(canonicalBytes(purpose, release), custodian.signing);
  return success({ release, signature, sealed: toBase64(sealed.value) });
}

/** True where this key's holder signed for exactly these bytes. */
export async function checkRelease({ release, signature, sealed }: Released, verifyKey: string): Promise<boolean> {
  const bytes = fromBase64(sealed);
  if (bytes === null || (await sha256Hex(bytes)) !== release.sealed) return false;
  return verifyBytes(canonicalBytes(purpose, release), signature, verifyKey);
}

/** Opens a share that was released to these secrets. */
export function openReleased(
  { sealed }: Pick<Released, "sealed">,
  secrets: readonly string[],
  of: CustodySet,
): Promise<Result<Share, ShareProblem>> {
  return openShare(sealed, secrets, of);
}
