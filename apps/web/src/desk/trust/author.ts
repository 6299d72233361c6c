import { can } from "@threshold/casework";
import type { CaseEntry } from "@threshold/contract";
import type { Certificate } from "@threshold/sealing/trust";
import { verifyEnvelope } from "../keys.ts";
import { trust } from "./trust.ts";

/**
 * Why an entry does not count: it was changed on the way (or belongs to another case), it is not by whom it says, or nobody has
 * confirmed who wrote it.
 */
export type Untrue = "altered" | "author" | "unconfirmed";

/** Signatures that hold, by all that they are about: a case that is looked at once more is not reckoned through once more. Dropped with the keys. */
const verified = new Set<string>();

async function isVerified({ envelope, signature, verifyKey }: CaseEntry): Promise<boolean> {
  const about = JSON.stringify([envelope, signature, verifyKey]);
  if (verified.has(about)) return true;
  const holds = await verifyEnvelope(envelope, signature, verifyKey);
  if (holds) verified.add(about);
  return holds;
}

export function forgetVerified(): void {
  verified.clear();
}

/**
 * Checks an entry's signature and its author against the signed directory; null where all of it fits.
 * @param home id of the case that was asked for
 */
export async function untrueOf(entry: CaseEntry, home: string): Promise<Untrue | null> {
  const { envelope, verifyKey, certificate } = entry;
  if (envelope.case !== home || !(await isVerified(entry))) return "altered";
  const known = trust.peek();
  if (known === null) return "unconfirmed";
  const { kind, author, sender } = envelope;
  const checked = await known.author({ kind, author, ...sender, verifyKey, at: entry.receivedAt }, certificate);
  if (checked.ok) return checked.value === null || mayWrite(kind, checked.value) ? null : "author";
  return checked.why === "not-certified" ? "unconfirmed" : "author";
}

/**
 * Whether what a steward signed of her lets her write such an entry at all: the server's word is not needed for that. What else decides is
 * in the fold. A phone's kinds were looked at with its certificate.
 */
function mayWrite(kind: string, { subject, roles }: Certificate): boolean {
  if (subject === "device") return true;
  const ofSender = kind === "referred" || kind === "withdrawn";
  return can(roles, ofSender ? "see-sent" : "work-cases");
}
