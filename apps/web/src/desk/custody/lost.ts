import type { AskedRecovery } from "@threshold/contract";
import { callWithWork } from "../../shared/work.ts";
import type { Trouble } from "../words.ts";
import type { Asking } from "./waiting.ts";

/** What is kept in this browser of an asking that runs for days: no secret, only what the new passphrase opens. */
interface Kept {
  readonly v: 1;
  readonly recovery: string;
  readonly token: string;
  readonly kdf: unknown;
  readonly bundle: string;
}
/** An asking, and what she reads out by phone: null with a sheet. */
export interface Asked {
  readonly asking: Asking;
  readonly print: string | null;
}

const place = "desk-lost-keys";
const keys = () => import("@threshold/sealing/passphrase");

export const isWaiting = (): boolean => localStorage.getItem(place) !== null;
export const forgetWaiting = (): void => localStorage.removeItem(place);

/**
 * Makes new keys and asks for the desks' keys with them.
 * @param sheet code of a printed sheet; null to ask custodians
 */
export async function askAnew(
  handle: string,
  passphrase: string,
  sheet: string | null,
): Promise<{ readonly ok: true; readonly asked: Asked } | { readonly ok: false; readonly trouble: Trouble }> {
  const { derive, makeMember } = await keys();
  const made = await makeMember(passphrase);
  if (!made.ok) throw new Error("a passphrase that was checked is too short");
  const { keys: fresh, secrets } = made.value;
  const derived = await derive(passphrase, fresh.kdf);
  if (!derived.ok) throw new Error("our own parameters were refused");
  const { sheetProof } = await import("@threshold/sealing/custody");
  const answer =
    sheet === null
      ? await callWithWork<AskedRecovery>("/recoveries", { handle, keys: fresh })
      : await callWithWork<AskedRecovery>("/recoveries/sheet", { handle, keys: fresh, proof: await sheetProof(sheet) });
  if (!answer.ok) return { ok: false, trouble: answer };
  const { recovery, token } = answer.value;
  const { kdf, bundle } = fresh;
  const kept: Kept = { v: 1, recovery, token, kdf, bundle };
  if (sheet === null) localStorage.setItem(place, JSON.stringify(kept));
  const { unlock } = derived.value;
  return { ok: true, asked: await asAsked(kept, secrets, unlock, sheet) };
}

/** Comes back to an asking with the passphrase that was chosen for it; null where it is another. */
export async function resume(passphrase: string): Promise<Asked | null> {
  const kept = readKept();
  if (kept === null) return null;
  const { derive, openMember } = await keys();
  const derived = await derive(passphrase, kept.kdf as Parameters<typeof derive>[1]);
  if (!derived.ok) return null;
  const { unlock } = derived.value;
  const secrets = await openMember(kept.bundle, unlock);
  return secrets.ok ? asAsked(kept, secrets.value, unlock, null) : null;
}

function readKept(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? "null") as Kept | null;
    return kept?.v === 1 ? kept : null;
  } catch {
    return null;
  }
}

type Secrets = {
  readonly identity: { readonly secret: string; readonly recipient: string };
  readonly verifyKey: string;
};

async function asAsked(
  { recovery, token, bundle }: Kept,
  { identity, verifyKey }: Secrets,
  unlock: string,
  sheet: string | null,
): Promise<Asked> {
  const { fingerprint } = await import("@threshold/sealing/custody");
  const { secret, recipient } = identity;
  const asking: Asking = { token, secret, recipient, sheet, rewrap: (pin) => rewrap(bundle, unlock, pin) };
  return { asking, print: sheet === null ? await fingerprint({ recovery, recipient, verifyKey }) : null };
}

async function rewrap(bundle: string, unlock: string, pin: unknown): Promise<string | null> {
  const [{ rewrapBundle }, { isPin }] = await Promise.all([keys(), import("@threshold/sealing/trust")]);
  if (!isPin(pin)) return null;
  const wrapped = await rewrapBundle(bundle, unlock, pin);
  return wrapped.ok ? wrapped.value : null;
}
