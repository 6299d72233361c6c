import type { PendingPhone, PendingPhones, TrustDraft } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { openForDesk } from "../keys.ts";
import { current } from "../session.ts";
import { fetchDraft, publish } from "../trust/publish.ts";
import { loadTrust, trust } from "../trust/trust.ts";

export interface ToConfirm {
  /** Ids of phones that this browser cannot confirm: it does not hold their desk's key, or they are from before codes proved keys. */
  readonly waiting: readonly string[];
  /** Ids of phones whose keys do not fit the code that a colleague made. */
  readonly refused: readonly string[];
}

/**
 * Confirms the phones that used a code of this organisation: opens the code, which only this desk can, and looks whether the phone's key
 * was bound to it. A phone that the server slipped in has no such binding, and is never signed for. A phone that was removed, by whoever was
 * there, is ended in the signed directory as well.
 * @returns those that are left; null where it could not be found out
 */
export async function confirmPhones(): Promise<ToConfirm | null> {
  const pending = await call<PendingPhones>("/enrolments/pending");
  if (!pending.ok) return null;
  // A steward who left since this browser last looked signs for no phone any more.
  if (pending.value.phones.length > 0 && (await loadTrust()) !== null) return null;
  const found: Record<"good" | "refused" | "unknown", PendingPhone[]> = { good: [], refused: [], unknown: [] };
  for (const phone of pending.value.phones) found[await fitsCode(phone)].push(phone);
  const waiting = found.unknown.map(({ device }) => device);
  const refused = found.refused.map(({ device }) => device);
  // Only phones: nobody else leaves by the server's word.
  const removed = pending.value.removed.filter(({ statement }) => statement.subject === "device");
  if (found.good.length === 0 && removed.length === 0) return { waiting, refused };
  const draft = await fetchDraft();
  if (!draft.ok) return null;
  const confirmed = found.good.filter((phone) => standsAs(draft.value, phone)).map(({ device }) => device);
  const leaving = removed.map(({ statement }) => statement.id);
  const people = draft.value.people.concat(removed.map((certificate) => ({ ...certificate.statement, certificate })));
  const published = await publish({ ...draft.value, people }, { confirmed, leaving });
  return published.ok ? { waiting, refused } : null;
}

async function fitsCode({
  sealedCode,
  binding,
  verifyKey,
  desk,
}: PendingPhone): Promise<"good" | "refused" | "unknown"> {
  const opened = sealedCode === null ? null : await openForDesk(sealedCode);
  if (opened === null || binding === null) return "unknown";
  const { checkCodeBinding, readCodeNote } = await import("@threshold/sealing/trust");
  const { id } = current().organisation;
  const home = trust.value?.organisations.find((one) => one.id === id);
  if (home === undefined || home.named.length > 0) return "unknown";
  // Anybody can seal a code to the desk: only one that a steward made counts, and for this desk.
  const note = await readCodeNote(opened, home.stewards);
  if (note?.organisation !== id || note.desk !== desk || typeof note.code !== "string") return "refused";
  return (await checkCodeBinding(note.code, { verifyKey, recipient: null }, binding)) ? "good" : "refused";
}

/** Whether the draft has this phone with the very key and desk that were looked at. */
function standsAs({ people }: TrustDraft, { device, desk, verifyKey }: PendingPhone): boolean {
  const line = people.find(({ id }) => id === device);
  return (
    line !== undefined &&
    line.subject === "device" &&
    line.verifyKey === verifyKey &&
    line.recipient === null &&
    line.roles.length === 0 &&
    line.desks.join() === desk
  );
}
