import { type Actor, fold, mayWrite } from "@threshold/casework";
import type { Receipt, Submission } from "@threshold/contract";
import { takeFile } from "../attachments/take-file.ts";
import { asActor, asServer, type Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { tellLive } from "../live/live.store.ts";
import { newsOf } from "../live/news.ts";
import { badgeKnownHere } from "../people/badges.store.ts";
import { addReferral, referenceTaken, updateReferral } from "../referrals/referrals.store.ts";
import { tellEntry } from "../telling/tell-entry.ts";
import { type Checked, checkSubmission } from "./check.ts";
import { addEntry, addParts, asArrivals, eraseParts, judgedEntries, lockCase } from "./entries.store.ts";
import { addReceipt, type KeptReceipt, receiptOf } from "./receipts.store.ts";
import { checkRecipients } from "./recipients.ts";

/** Who writes: what the policy asks, and what is kept beside the entry. */
export interface Author {
  readonly actor: Actor;
  /** Raw Ed25519 public key, base64url. */
  readonly verifyKey: string;
  /** Shown beside the entry; null for the server. */
  readonly name: string | null;
}

export type Accepted = { readonly ok: true; readonly receipt: Receipt };

/**
 * Takes an entry into the journal, or says why not. The same entry sent again, also at the same moment, gets the receipt of the
 * first time. All in one transaction of the author's organisation, with the case locked: two answers cannot both be the first.
 */
export async function acceptEntry(
  house: House,
  author: Author,
  organisation: string,
  submission: Submission,
): Promise<Accepted | Refused> {
  const checked = await checkSubmission(submission, author);
  if (!checked.ok) return checked;
  try {
    const { db, clock } = house;
    const work = (scope: Scope) => take(house, scope, author, checked);
    return author.actor.kind === "server"
      ? await asServer(db, clock, organisation, work)
      : await asActor(db, clock, author.actor, work);
  } catch (error) {
    const name = taken(error);
    if (name === null) throw error;
    return refused(name);
  }
}

/** An id or a number that is used where this organisation cannot see it: only the database can tell. */
function taken(error: unknown): "entry-differs" | "seq-taken" | null {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code !== "23505") return null;
  if (constraint === "entry_author_seq_key") return "seq-taken";
  return constraint === "entry_pkey" || constraint === "referral_pkey" || constraint === "referral_entry_key"
    ? "entry-differs"
    : null;
}

async function take(house: House, scope: Scope, author: Author, checked: Checked): Promise<Accepted | Refused> {
  const { envelope } = checked;
  await lockCase(scope, envelope.case);
  const kept = (await judgedEntries(scope, [envelope.case])).get(envelope.case) ?? [];
  const before = kept.find((entry) => entry.id === envelope.id);
  if (before) {
    if (before.envelope !== checked.text) return refused("entry-differs", "/envelope/id");
    const receipt = await receiptOf(scope, envelope.id);
    if (receipt === null) throw new Error("an entry without a receipt");
    return { ok: true, receipt: asReceipt(receipt, true) };
  }
  const now = toSecond(house.clock());
  const state = fold(asArrivals(kept));
  const allowed = mayWrite(envelope, author.actor, state, now.getTime());
  if (!allowed.ok) return refused(allowed.why);

  const fit = await checkRecipients(scope, envelope, state);
  if (fit !== null) return fit;
  const file = envelope.kind === "attached" ? await takeFile(scope, envelope) : null;
  if (file !== null && !file.ok) return file;
  if (envelope.kind === "referred") {
    if (envelope.badge !== undefined && !(await badgeKnownHere(scope, envelope.author, envelope.badge)))
      return refused("badge-wrong", "/envelope/badge");
    if (await referenceTaken(scope, envelope.sender.organisation, envelope.reference)) {
      return refused("entry-differs", "/envelope/reference");
    }
    await addReferral(scope, envelope, now);
  }
  const { text, signature } = checked;
  await addEntry(scope, {
    envelope,
    text,
    signature,
    verifyKey: author.verifyKey,
    writtenBy: author.name,
    receivedAt: now,
  });
  await addParts(scope, envelope, file?.parts ?? checked.parts);
  if (envelope.kind === "erased") await eraseParts(scope, envelope.id);
  const after = fold([...asArrivals(kept), { envelope, receivedAt: now.toISOString() }]);
  if (envelope.kind !== "referred" && after.status !== "no-referral") await updateReferral(scope, after, now);
  await tellEntry(scope, house, { envelope, before: state, after }, now);
  await tellLive(scope, newsOf(envelope.id, state, after, now.getTime()));
  const receipt = await addReceipt(scope, house.keys, checked, `${now.toISOString().slice(0, 19)}Z`);
  return { ok: true, receipt: asReceipt(receipt, false) };
}

/** Receipts tell the time to the second, and a case goes by its receipts. */
const toSecond = (time: Date): Date => new Date(Math.floor(time.getTime() / 1000) * 1000);

function asReceipt({ n, entry, hash, at }: KeptReceipt, repeated: boolean): Receipt {
  return { n, entry, hash, at, repeated };
}
