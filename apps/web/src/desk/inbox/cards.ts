import { signal } from "@preact/signals";
import type { Card, Referred } from "@threshold/casework";
import type { InboxLine } from "@threshold/contract";
import { openPart, type Unopened } from "../keys.ts";
import { untrueOf } from "../trust/author.ts";
import { ensureTrust, loadTrust } from "../trust/trust.ts";

/** `unchecked`: the line does not fit an entry that its author signed. */
export type OpenedCard = Card | "opening" | "absent" | "unchecked" | Unopened;

/** Opened cards by all that their line says: sealed bytes never change, so each is opened once. Dropped with the keys. */
const opened = signal<ReadonlyMap<string, OpenedCard>>(new Map());

/** The card if it is open already; else begins to open it, and the line shows it once it is. */
export function cardOf(line: InboxLine): OpenedCard {
  if (line.card === null) return "absent";
  const known = opened.value.get(keyOf(line));
  if (known !== undefined) return known;
  queueMicrotask(() => void begin(line));
  return "opening";
}

const keyOf = (line: InboxLine): string => {
  const { entry, reference, urgency, child, sender, card } = line;
  return [line.case, entry, reference, urgency, child, sender.organisation, card].join(" ");
};

async function begin(line: InboxLine): Promise<void> {
  const key = keyOf(line);
  if (opened.peek().has(key)) return;
  put(key, "opening");
  await ensureTrust();
  put(key, await open(line));
}

/** Opens a card only where its line says what its author signed: the server cannot put another's card, or another reference, there. */
async function open(line: InboxLine): Promise<OpenedCard> {
  const envelope = await signedOf(line);
  const note = envelope?.parts.find((part) => part.name === "card");
  if (line.card === null || note === undefined) return "unchecked";
  const part = await openPart("card", line.card, note);
  return part.ok ? part.value : part.why;
}

/** What its author signed, where the line says the same; null where it does not, or where nothing signed came with it. */
export async function signedOf(line: InboxLine): Promise<Referred | null> {
  const { referral } = line;
  const envelope = referral?.envelope;
  if (referral === null || envelope?.kind !== "referred") return null;
  let why = await untrueOf(referral, line.case);
  if (why === "author") {
    await loadTrust();
    why = await untrueOf(referral, line.case);
  }
  const { entry, reference, urgency, child, sender } = line;
  const same =
    envelope.id === entry &&
    envelope.reference === reference &&
    envelope.urgency === urgency &&
    envelope.child === child &&
    envelope.sender.organisation === sender.organisation;
  // A phone that nobody has confirmed yet counts: the case says "call them".
  return (why !== null && why !== "unconfirmed") || !same ? null : envelope;
}

function put(key: string, card: OpenedCard): void {
  opened.value = new Map(opened.peek()).set(key, card);
}

export function forgetCards(): void {
  opened.value = new Map();
}
