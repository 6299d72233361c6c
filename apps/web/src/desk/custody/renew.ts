import type { Custody, DeskCustody, NewCustody } from "@threshold/contract";
import type { DeskKeys, MadeCustody } from "@threshold/sealing/custody";
import { call } from "../../shared/api.ts";
import { deskKeysHeld, signer } from "../keys.ts";
import { current } from "../session.ts";
import { deskKey, ensureTrust, loadTrust, seenPin } from "../trust/trust.ts";
import { holdersOf, isFresh } from "./holders.ts";

/** Makes the shares anew of each desk whose key or whose custodians changed, and seals new keys to the sheet there is. */
export async function renewSets({ desks }: Custody): Promise<boolean> {
  const { organisation } = current();
  const behind = desks.some(
    ({ desk, recipient }) => deskKey({ organisation: organisation.id, desk: desk.id }) !== recipient,
  );
  await (behind ? loadTrust() : ensureTrust());
  let changed = false;
  for (const desk of desks) changed = (await renew(desk)) || changed;
  return changed;
}

async function renew(desk: DeskCustody): Promise<boolean> {
  const keys = keysOf(desk);
  if (keys === null) return false;
  const { organisation } = current();
  const set = desk.set?.set ?? null;
  const found = await holdersOf(desk, organisation.id);
  const { checkSet, makeShares, makeSheet } = await import("@threshold/sealing/custody");
  const making = { id: crypto.randomUUID(), at: now(), keys };
  const { privateKey, verifyKey } = signer();
  if (found.ok) {
    if (set !== null && isFresh(set, desk, found.holders)) return false;
    const made = await makeShares(making, found.holders, privateKey);
    return made.ok && send(made.value, null);
  }
  // A sheet goes on for the next key, where it is one that this member made: another's name could be the server's invention.
  if (desk.set === null || set?.sheet == null || set.version === desk.version) return false;
  if (desk.set.verifyKey !== verifyKey || !(await checkSet(desk.set, verifyKey))) return false;
  const made = await makeSheet(making, set.sheet, privateKey);
  return made.ok && send(made.value, null);
}

/**
 * Makes a new sheet for a desk.
 * @returns its code, to be printed and never shown again; null where this browser does not hold the desk's key, or the server refused
 */
export async function newSheet(desk: DeskCustody): Promise<string | null> {
  await ensureTrust();
  const keys = keysOf(desk);
  if (keys === null) return null;
  const { makeSheet, makeSheetCode, sheetProof, sheetSecret } = await import("@threshold/sealing/custody");
  const { recipientOf } = await import("@threshold/sealing");
  const code = makeSheetCode();
  const recipient = await recipientOf(await sheetSecret(code));
  if (recipient === null) return null;
  const making = { id: crypto.randomUUID(), at: now(), keys };
  const made = await makeSheet(making, recipient, signer().privateKey);
  return made.ok && (await send(made.value, await sheetProof(code))) ? code : null;
}

/** All keys of the desk; null where this member does not hold the one that her organisation signed. */
function keysOf({ desk, version, recipient }: DeskCustody): DeskKeys | null {
  const { organisation } = current();
  const keys = deskKeysHeld(desk.id);
  const [newest] = keys;
  const signed = deskKey({ organisation: organisation.id, desk: desk.id });
  if (newest?.recipient !== recipient || newest.version !== version || signed !== recipient) return null;
  return { organisation: organisation.id, desk: desk.id, keys, pin: seenPin() };
}

async function send({ set, signature, kept, shares }: MadeCustody, proof: string | null): Promise<boolean> {
  const body = { set, signature, kept, shares, proof };
  return (await call<unknown>("/custody/sets", { method: "POST", body: body as unknown as NewCustody })).ok;
}

const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`;
