import type { Custody, CustodyRelease, CustodyRequest, KnownSet, PlaceHere } from "@threshold/contract";
import type { Share } from "@threshold/sealing/custody";
import { call } from "../../shared/api.ts";
import { ownSecrets, signer } from "../keys.ts";
import { current } from "../session.ts";
import { ensureTrust, trust } from "../trust/trust.ts";

/** Opens each share that this custodian holds and has not looked at, and says so: a share that does not open helps nobody. */
export async function openOwnShares({ here }: Custody): Promise<boolean> {
  let changed = false;
  for (const { share } of here) {
    if (share === null || share.seen !== null || (await openHeld(share)) === null) continue;
    changed = (await call<unknown>(`/custody/sets/${share.known.set.set}/seen`, { method: "POST" })).ok || changed;
  }
  return changed;
}

/** One's own share; null where it does not open, or is not what a steward of that desk's organisation signed for. */
async function openHeld({ known, sealed }: NonNullable<PlaceHere["share"]>): Promise<Share | null> {
  const { openShare } = await import("@threshold/sealing/custody");
  if (!(await isSigned(known))) return null;
  const opened = await openShare(sealed, ownSecrets(), known.set);
  return opened.ok ? opened.value : null;
}

async function isSigned(known: KnownSet): Promise<boolean> {
  await ensureTrust();
  const home = trust.peek()?.organisations.find((one) => one.id === known.set.organisation);
  if (home === undefined || !home.stewards.includes(known.verifyKey)) return false;
  const { checkSet } = await import("@threshold/sealing/custody");
  return checkSet(known, known.verifyKey);
}

/** `differs`: what she read out is not what belongs to the keys that the server shows. Nothing is sent then. */
export type ReleaseProblem = "shape" | "differs" | "unreadable";

/**
 * Seals this custodian's shares to the one who asks, once what she read out by phone fits her keys.
 * @param heard the fingerprint as it was typed
 */
export async function sealShares(
  request: CustodyRequest,
  { here }: Custody,
  heard: string,
): Promise<
  { readonly ok: true; readonly releases: CustodyRelease[] } | { readonly ok: false; readonly why: ReleaseProblem }
> {
  const { fingerprint, readFingerprint, releaseShare } = await import("@threshold/sealing/custody");
  const typed = readFingerprint(heard);
  if (typed === null) return { ok: false, why: "shape" };
  if (typed !== (await fingerprint(request))) return { ok: false, why: "differs" };
  const { recovery, recipient, verifyKey, member } = request;
  const by = { id: current().member.id, signing: signer().privateKey };
  const releases: CustodyRelease[] = [];
  for (const { set } of request.shares.filter((one) => one.answer === null)) {
    const held = here.find((one) => one.share?.known.set.set === set)?.share ?? null;
    const share = held === null ? null : await openHeld(held);
    if (share === null) continue;
    const made = await releaseShare(share, { recovery, recipient, verifyKey, member: member.id }, by);
    if (made.ok) releases.push(made.value as CustodyRelease);
  }
  return releases.length > 0 ? { ok: true, releases } : { ok: false, why: "unreadable" };
}
