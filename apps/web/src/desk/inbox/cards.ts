import { type Signal, signal } from "@preact/signals";
import type { Card, Referred } from "@threshold/casework";
import type { Found, FoundLine, InboxLine } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { openPart, type Unopened } from "../keys.ts";
import { untrueOf } from "../trust/author.ts";
import { ensureTrust, loadTrust } from "../trust/trust.ts";

/** `unchecked`: the line does not fit an entry that its author signed. */
export type OpenedCard = Card | "opening" | "absent" | "unchecked" | Unopened;

/** Cards by all that their line says, each with a signal of its own: what opens draws its own row anew and no other. Dropped with the keys. */
const cards = new Map<string, Signal<OpenedCard>>();
/** Lines in sight whose cards are to be opened, the last ones wanted first. */
const wanted = new Map<string, InboxLine>();
/** As many as one question names. */
const atOnce = 50;
let working = false;
/** Counts up when everything is forgotten. */
let turn = 0;

/** The card as far as it is open; it is opened once somebody wants it (`wantCard`). */
export function cardOf(line: InboxLine): OpenedCard {
  return line.box === null ? "absent" : slot(line).value;
}

/** The line came into sight: its card is asked for and opened, together with others, while nothing else is to be done. */
export function wantCard(line: InboxLine): void {
  if (line.box === null || slot(line).peek() !== "opening") return;
  wanted.set(keyOf(line), line);
  void work();
}

/** It is out of sight again before its turn came. */
export const unwantCard = (line: InboxLine): void => void wanted.delete(keyOf(line));

/** What did not open before is tried once more when it next comes into sight. */
export function retryCards(): void {
  for (const [key, card] of cards) if (typeof card.peek() === "string") cards.delete(key);
}

export function forgetCards(): void {
  turn += 1;
  cards.clear();
  wanted.clear();
}

const keyOf = ({ case: id, entry, reference, urgency, child, sender }: InboxLine): string =>
  [id, entry, reference, urgency, child, sender.organisation].join(" ");

function slot(line: InboxLine): Signal<OpenedCard> {
  const key = keyOf(line);
  const known = cards.get(key);
  if (known !== undefined) return known;
  const made = signal<OpenedCard>("opening");
  cards.set(key, made);
  return made;
}

async function work(): Promise<void> {
  if (working) return;
  working = true;
  // What comes into sight together is asked for together.
  await rest();
  while (wanted.size > 0) {
    const some = [...wanted.values()].slice(-atOnce);
    for (const line of some) wanted.delete(keyOf(line));
    if (!(await openAll(some))) break;
  }
  working = false;
}

/** @returns false where the server did not answer: those lines ask again when they next come into sight */
async function openAll(some: readonly InboxLine[]): Promise<boolean> {
  const started = turn;
  const body = { cases: some.map((line) => line.case) };
  const answer = await call<Found>("/inbox/found", { method: "POST", body });
  if (!answer.ok) return false;
  await ensureTrust();
  const found = new Map(answer.value.lines.map((line) => [line.case, line]));
  for (const line of some) {
    if (started !== turn) return false;
    const named = found.get(line.case);
    slot(line).value = named === undefined ? "absent" : await open(line, named);
    await rest();
  }
  return true;
}

/** Between two cards, whatever the reader does comes first: opening one takes some milliseconds. */
const rest = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => resolve(), { timeout: 100 });
    else setTimeout(resolve);
  });

/** Opens a card only where the line that is shown says what its author signed: the server cannot put another's card, or another reference, there. */
async function open(line: InboxLine, named: FoundLine): Promise<OpenedCard> {
  // It was taken back, or passed to another, since the list was read: no card any more.
  if (named.card === null && named.box === null) return "absent";
  const envelope = await signedOf(named, line);
  const note = envelope?.parts.find((part) => part.name === "card");
  if (named.card === null || note === undefined) return "unchecked";
  const part = await openPart("card", named.card, note);
  return part.ok ? part.value : part.why;
}

/**
 * What its author signed, where the line says the same; null where it does not, or where nothing signed came with it.
 * @param shown the line as it is shown, where that came apart
 */
export async function signedOf(named: FoundLine, shown: InboxLine = named): Promise<Referred | null> {
  const { referral } = named;
  const envelope = referral?.envelope;
  if (referral === null || envelope?.kind !== "referred") return null;
  let why = await untrueOf(referral, shown.case);
  if (why === "author") {
    await loadTrust();
    why = await untrueOf(referral, shown.case);
  }
  const { entry, reference, urgency, child, sender } = shown;
  const same =
    envelope.id === entry &&
    envelope.reference === reference &&
    envelope.urgency === urgency &&
    envelope.child === child &&
    envelope.sender.organisation === sender.organisation;
  // A phone that nobody has confirmed yet counts: the case says "call them".
  return (why !== null && why !== "unconfirmed") || !same ? null : envelope;
}
