import type { AnswerNote, Card, Envelope, PartNote, PersonNote, Story } from "@threshold/casework";
import type { CaseRecord, ForeignRecord } from "@threshold/casework/care";
import type { MemberSession } from "@threshold/contract";
import type { Marker, PackedFile } from "@threshold/sealing/content";
import type { MemberSecrets } from "@threshold/sealing/passphrase";
import { signEnvelope, verifyEnvelope } from "@threshold/sealing/signing";
import type { Signer } from "@threshold/sealing/trust";
import { keepPin } from "./trust/keep-pin.ts";
import { beginTrust, loadTrust } from "./trust/trust.ts";

/** Why a sealed part is not shown: no key of this desk fits, it is broken, or it is not the one its author signed for. */
export type Unopened = "unreadable" | "damaged" | "altered";
export type Opened<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: Unopened };

/** A sealed part as it is sent. */
export interface SealedText {
  readonly note: PartNote;
  /** Base64. */
  readonly bytes: string;
}

/** One version of a desk's key. */
interface DeskKey {
  readonly desk: string;
  readonly version: number;
  readonly recipient: string;
  readonly secret: string;
}
interface Held {
  readonly signer: Signer;
  /** The member's own age secret. */
  readonly own: string;
  readonly desks: readonly DeskKey[];
  /** age secrets of cases that were opened, by recipient. */
  readonly cases: ReadonlyMap<string, string>;
}

/** The keys of whoever is signed in: in memory, in this module, and nowhere else. */
let held: Held | null = null;

const sealing = () => import("@threshold/sealing");

/**
 * Opens the desks' keys with the member's, holds them, and checks what the server says of everybody's keys. What is sealed to is asked
 * of trust.ts each time: the keys held here only open and sign.
 * @param unlock the half of the derived key that opens the bundle: with it, what was seen is kept there for the next time
 * @returns false where they do not belong together, or where not one desk opens
 */
export async function hold(session: MemberSession, secrets: MemberSecrets, unlock?: string): Promise<boolean> {
  if (session.member.verifyKey !== secrets.verifyKey) return false;
  const desks = await unwrapAll(session.desks, secrets.identity.secret);
  if (desks.length === 0 && session.desks.length > 0) return false;
  const signer = { privateKey: secrets.signing, verifyKey: secrets.verifyKey };
  held = { signer, own: secrets.identity.secret, desks, cases: new Map() };
  beginTrust(secrets.pin, secrets.verifyKey);
  await loadTrust();
  if (unlock !== undefined) await keepPin(session.bundle, unlock, secrets.pin);
  return true;
}

/** Opens what the session has of desks' keys now, such as a new one that a colleague made. Keys held before stay. */
export async function holdMore(desks: MemberSession["desks"]): Promise<void> {
  const before = held;
  if (before === null) return;
  const known = new Set(before.desks.map((key) => key.recipient));
  const fresh = (await unwrapAll(desks, before.own)).filter((key) => !known.has(key.recipient));
  if (held === before && fresh.length > 0) held = { ...before, desks: [...before.desks, ...fresh] };
}

async function unwrapAll(desks: MemberSession["desks"], own: string): Promise<DeskKey[]> {
  const { unwrapDesk } = await sealing();
  const found: DeskKey[] = [];
  for (const { id, version, recipient, wrapped, earlier } of desks) {
    for (const key of [{ version, recipient, wrapped }, ...earlier]) {
      const opened = await unwrapDesk(key, [own]);
      if (opened.ok) found.push({ desk: id, version: key.version, ...opened.value });
    }
  }
  return found;
}

export function dropKeys(): void {
  held = null;
}

/** True where this member can open what is sealed to this key. */
export const holds = (recipient: string): boolean => held?.desks.some((key) => key.recipient === recipient) ?? false;

const secretsOf = (keys: Held | null): string[] =>
  keys === null ? [] : [...keys.desks.map((key) => key.secret), ...keys.cases.values()];

/**
 * Of the keys held, those that a part is sealed to by its signed note; all of them where it names none of these. Each key that is tried takes some
 * milliseconds, and whoever worked on forty cases today holds as many.
 */
function secretsFor(keys: Held | null, note: PartNote | undefined): readonly string[] {
  if (keys === null || note === undefined) return secretsOf(keys);
  const lists = named.get(keys) ?? new Map<string, readonly string[]>();
  named.set(keys, lists);
  const wanted = note.recipients.join();
  const list = lists.get(wanted) ?? listFor(keys, note);
  lists.set(wanted, list);
  return list;
}
/** The same list each time: `open` reckons its keys once. Gone with the keys. */
const named = new WeakMap<Held, Map<string, readonly string[]>>();

function listFor(keys: Held, note: PartNote): readonly string[] {
  const desks = keys.desks.flatMap(({ recipient, secret }) => (note.recipients.includes(recipient) ? secret : []));
  const found = [...desks, ...note.recipients.flatMap((recipient) => keys.cases.get(recipient) ?? [])];
  return found.length > 0 ? found : secretsOf(keys);
}

/**
 * Opens a case's key with the desk's or the member's own, and holds it: what is sealed to the case opens from now on.
 * @param named what the signed entry says of it
 */
export async function holdCase(
  sealed: string,
  named: { readonly recipient: string; readonly sha256: string },
): Promise<boolean> {
  const before = held;
  if (before === null) return false;
  if (before.cases.has(named.recipient)) return true;
  const { openCaseKey } = await import("@threshold/sealing/content");
  const bytes = (await sealing()).fromBase64(sealed);
  // A case's key is sealed to its desk or to members, never to another case.
  const secrets = [...before.desks.map((key) => key.secret), before.own];
  const opened = bytes === null ? null : await openCaseKey(bytes, secrets, named);
  // Somebody else may have signed in, or out, meanwhile.
  if (opened?.ok !== true || held?.own !== before.own) return false;
  held = { ...held, cases: new Map([...held.cases, [named.recipient, opened.value.secret]]) };
  return true;
}

/** True where this member can open what is sealed to this case's key. */
export const holdsCase = (recipient: string): boolean => held?.cases.has(recipient) ?? false;

/** Opens a sealed file that is these bytes. */
export async function openFile(bytes: Uint8Array, sha256: string): Promise<Opened<PackedFile>> {
  const { openAttachment } = await import("@threshold/sealing/content");
  const opened = await openAttachment(bytes, secretsOf(held), sha256);
  return opened.ok ? opened : { ok: false, why: unopened(opened.why) };
}

const unopened = (why: string): Unopened =>
  why === "no-key" ? "unreadable" : why === "not-the-noted" ? "altered" : "damaged";

/** What makes the marks of a desk's index of names, by the version of its key. */
export async function markersOf(desk: string): Promise<ReadonlyMap<number, Marker>> {
  const { markerOf } = await import("@threshold/sealing/content");
  const keys = held?.desks.filter((key) => key.desk === desk) ?? [];
  return new Map(
    await Promise.all(keys.map(async ({ version, secret }) => [version, await markerOf(secret)] as const)),
  );
}

type Kind = "card" | "story" | "answer" | "person" | "record";
interface Parts {
  readonly card: Card;
  readonly story: Story;
  readonly answer: AnswerNote;
  readonly person: PersonNote;
  /** As it was written; `readRecord` says what it is. */
  readonly record: ForeignRecord;
}

/**
 * Opens a sealed part with the desks' keys, those of earlier versions too. With `note`, what the signed envelope says of it, other
 * bytes are refused.
 * @param sealed base64, as the server gives it
 */
export async function openPart<K extends Kind>(kind: K, sealed: string, note?: PartNote): Promise<Opened<Parts[K]>> {
  const { fromBase64, openAnswer, openCard, openStory } = await sealing();
  const { openPerson, openRecord } = await import("@threshold/sealing/content");
  const openers = { card: openCard, story: openStory, answer: openAnswer, person: openPerson, record: openRecord };
  const bytes = fromBase64(sealed);
  if (bytes === null) return { ok: false, why: "damaged" };
  const opened = await openers[kind](bytes, secretsFor(held, note), note);
  // The opener of this kind gives this kind; TypeScript does not follow that through the table.
  if (opened.ok) return { ok: true, value: opened.value as Parts[K] };
  return { ok: false, why: unopened(opened.why) };
}

/** Opens any age file with the desks' keys; null where none fits or it is damaged. @param sealed base64 */
export const openForDesk = (sealed: string): Promise<Uint8Array | null> => openWith(sealed, secretsOf(held));

/** Opens any age file that is sealed to the member herself; null where it is not, or is damaged. @param sealed base64 */
export const openForMember = (sealed: string): Promise<Uint8Array | null> =>
  openWith(sealed, held === null ? [] : [held.own]);

/** Seals bytes for the member herself; null where nobody is signed in. @returns base64 */
export async function sealForMember(bytes: Uint8Array): Promise<string | null> {
  const before = held;
  if (before === null) return null;
  const { recipientOf, seal, toBase64 } = await sealing();
  const recipient = await recipientOf(before.own);
  const sealed = recipient === null ? null : await seal(bytes, [recipient]);
  if (sealed?.ok !== true) throw new Error("what is a member's own could not be sealed");
  return toBase64(sealed.value);
}

async function openWith(sealed: string, secrets: readonly string[]): Promise<Uint8Array | null> {
  const { fromBase64, open } = await sealing();
  const bytes = fromBase64(sealed);
  const opened = bytes === null ? null : await open(bytes, secrets);
  return opened?.ok ? opened.value : null;
}

/**
 * Every version of a desk's key that this member holds, each wrapped to these recipients.
 * @throws where one of them is no key
 */
export async function wrapHeld(
  desk: string,
  recipients: readonly string[],
): Promise<{ readonly version: number; readonly recipient: string; readonly wrapped: string }[]> {
  const { wrapDesk } = await sealing();
  const wraps = [];
  for (const { version, recipient, secret } of held?.desks.filter((key) => key.desk === desk) ?? []) {
    const wrapped = await wrapDesk(secret, recipients);
    if (!wrapped.ok) throw new Error(`a desk's key could not be wrapped: ${wrapped.why}`);
    wraps.push({ version, recipient, wrapped: wrapped.value });
  }
  return wraps;
}

/** Every version of a desk's key that this member holds, the newest first: for custody, which seals all of them. */
export const deskKeysHeld = (desk: string): Omit<DeskKey, "desk">[] =>
  (held?.desks ?? [])
    .filter((key) => key.desk === desk)
    .map(({ version, recipient, secret }) => ({ version, recipient, secret }))
    .sort((a, b) => b.version - a.version);

/** What opens what is sealed to the member herself; nothing where nobody is signed in. */
export const ownSecrets = (): string[] => (held === null ? [] : [held.own]);

/** What is sealed to for the member herself; null where nobody is signed in. */
export const ownRecipient = async (): Promise<string | null> =>
  held === null ? null : (await sealing()).recipientOf(held.own);

/** Seals why this desk declines. @throws where a recipient of the case itself cannot be sealed to */
export async function sealReason(note: AnswerNote, recipients: readonly string[]): Promise<SealedText> {
  const { sealAnswer, toBase64 } = await sealing();
  const sealed = await sealAnswer(note, recipients);
  if (!sealed.ok) throw new Error(`a reason could not be sealed: ${sealed.why}`);
  return { note: sealed.value.note, bytes: toBase64(sealed.value.bytes) };
}

/** Seals something recorded to the case's key. @throws where that key cannot be sealed to */
export async function sealCaseRecord(record: CaseRecord, recipient: string): Promise<SealedText> {
  const { toBase64 } = await sealing();
  const { sealRecord } = await import("@threshold/sealing/content");
  const sealed = await sealRecord(record, [recipient]);
  if (!sealed.ok) throw new Error(`a record could not be sealed: ${sealed.why}`);
  return { note: sealed.value.note, bytes: toBase64(sealed.value.bytes) };
}

/** Signs an entry as the member. @throws where nobody is signed in */
export const sign = async (envelope: Envelope): Promise<string> => signEnvelope(envelope, signer().privateKey);

/** Who signs statements and certificates. @throws where nobody is signed in */
export function signer(): Signer {
  if (held === null) throw new Error("nobody is signed in to sign");
  return held.signer;
}

export { verifyEnvelope };
