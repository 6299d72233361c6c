import type { AnswerNote, Card, Envelope, PartNote, Story } from "@threshold/casework";
import type { MemberSession } from "@threshold/contract";
import type { MemberSecrets } from "@threshold/sealing/passphrase";
import { signEnvelope, verifyEnvelope } from "@threshold/sealing/signing";

/** Why a sealed part is not shown: no key of this desk fits, it is broken, or it is not the one its author signed for. */
export type Unopened = "unreadable" | "damaged" | "altered";
export type Opened<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: Unopened };

/** A sealed part as it is sent. */
export interface SealedText {
  readonly note: PartNote;
  /** Base64. */
  readonly bytes: string;
}

interface Held {
  readonly signing: CryptoKey;
  /** age secrets of the member's desks. */
  readonly desks: readonly string[];
}

/** The keys of whoever is signed in: in memory, in this module, and nowhere else. */
let held: Held | null = null;

const sealing = () => import("@threshold/sealing");

/**
 * Opens the desks' keys with the member's, and holds them.
 * @returns false where they do not belong together, or where not one desk opens
 */
export async function hold(session: MemberSession, secrets: MemberSecrets): Promise<boolean> {
  if (session.member.verifyKey !== secrets.verifyKey) return false;
  const { unwrapDesk } = await sealing();
  const desks: string[] = [];
  for (const desk of session.desks) {
    const opened = await unwrapDesk(desk, [secrets.identity.secret]);
    if (opened.ok) desks.push(opened.value.secret);
  }
  if (desks.length === 0 && session.desks.length > 0) return false;
  held = { signing: secrets.signing, desks };
  return true;
}

export function dropKeys(): void {
  held = null;
}

type Kind = "card" | "story" | "answer";
interface Parts {
  readonly card: Card;
  readonly story: Story;
  readonly answer: AnswerNote;
}

/**
 * Opens a sealed part with the desks' keys. With `note`, what the signed envelope says of it, other bytes are refused.
 * @param sealed base64, as the server gives it
 */
export async function openPart<K extends Kind>(kind: K, sealed: string, note?: PartNote): Promise<Opened<Parts[K]>> {
  const { fromBase64, openAnswer, openCard, openStory } = await sealing();
  const openers = { card: openCard, story: openStory, answer: openAnswer };
  const bytes = fromBase64(sealed);
  if (bytes === null) return { ok: false, why: "damaged" };
  const opened = await openers[kind](bytes, held?.desks ?? [], note);
  // The opener of this kind gives this kind; TypeScript does not follow that through the table.
  if (opened.ok) return { ok: true, value: opened.value as Parts[K] };
  return {
    ok: false,
    why: opened.why === "no-key" ? "unreadable" : opened.why === "not-the-noted" ? "altered" : "damaged",
  };
}

/** Seals why this desk declines. @throws where a recipient of the case itself cannot be sealed to */
export async function sealReason(note: AnswerNote, recipients: readonly string[]): Promise<SealedText> {
  const { sealAnswer, toBase64 } = await sealing();
  const sealed = await sealAnswer(note, recipients);
  if (!sealed.ok) throw new Error(`a reason could not be sealed: ${sealed.why}`);
  return { note: sealed.value.note, bytes: toBase64(sealed.value.bytes) };
}

/** Signs an entry as the member. @throws where nobody is signed in */
export async function sign(envelope: Envelope): Promise<string> {
  if (held === null) throw new Error("nobody is signed in to sign");
  return signEnvelope(envelope, held.signing);
}

export { verifyEnvelope };
