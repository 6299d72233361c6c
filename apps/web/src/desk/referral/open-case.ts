import {
  type AnswerNote,
  type Arrival,
  type Card,
  type CaseState,
  type DeskAddress,
  type Envelope,
  fold,
  isKnown,
  type PartName,
  type Referred,
  withStanding,
} from "@threshold/casework";
import type { CaseEntry, CaseFile } from "@threshold/contract";
import { several } from "../../shared/several.ts";
import { openPart, type Unopened } from "../keys.ts";
import { keyCameFor } from "../people/late-keys.ts";
import { holdCaseKeys, noteOf } from "../team/case-key.ts";
import { type Untrue, untrueOf } from "../trust/author.ts";
import { ensureTrust, loadTrust } from "../trust/trust.ts";
import { isUnproven } from "../trust/unproven.ts";

/**
 * A case as the desk holds it while its page is open: every signature and every author checked here, sealed parts opened where they
 * may be.
 */
export interface OpenCase {
  readonly file: CaseFile;
  readonly state: CaseState;
  /** Envelopes that count, in the order they came. */
  readonly envelopes: readonly Envelope[];
  readonly referral: Referred | null;
  /** Entries that are shown, marked, and counted for nothing, by id. */
  readonly untrue: ReadonlyMap<string, Untrue>;
  /** True where nobody has confirmed the phone that referred. It counts all the same: help comes first. */
  readonly unconfirmed: boolean;
  /** True where the server says that it was answered or taken back, and shows nothing that proves it. */
  readonly unproven: boolean;
  readonly card: Card | "absent" | Unopened;
  /** Reasons for declining, by entry. */
  readonly notes: ReadonlyMap<string, AnswerNote>;
}

/**
 * Opens a case by the keys that this browser has checked. Where somebody seems to have written who may not, keys are asked for anew
 * before that is said: her organisation may have signed for her since.
 * @param id of the case that was asked for: entries of another one do not count
 * @param own desks of the member
 */
export async function openCase(file: CaseFile, id: string, own: readonly DeskAddress[]): Promise<OpenCase> {
  await ensureTrust();
  const open = await openChecked(file, id, own);
  if (![...open.untrue.values()].includes("author")) return open;
  await loadTrust();
  return openChecked(file, id, own);
}

/** Signatures that are checked side by side. */
const atOnce = 16;

async function openChecked(file: CaseFile, id: string, own: readonly DeskAddress[]): Promise<OpenCase> {
  const good: CaseEntry[] = [];
  const untrue = new Map<string, Untrue>();
  const waiting = new Set<string>();
  const whys = await several(file.entries, atOnce, (entry) => untrueOf(entry, id));
  for (const [n, entry] of file.entries.entries()) {
    const why = whys[n] ?? null;
    if (why === "unconfirmed" && entry.envelope.kind === "referred") waiting.add(entry.envelope.id);
    else if (why !== null) untrue.set(entry.envelope.id, why);
    if (!untrue.has(entry.envelope.id)) good.push(entry);
  }
  const arrivals: Arrival[] = good.map(({ envelope, receivedAt }) => ({ envelope, receivedAt }));
  // What another desk wrote stays there: of that, the server's word is all there is.
  const proven = fold(arrivals);
  const unproven = isUnproven(proven, file.standing, own);
  const state = unproven ? proven : withStanding(proven, file.standing);
  const envelopes = good.map((entry): Envelope => entry.envelope).filter(isKnown);
  const referral =
    state.status === "no-referral"
      ? null
      : (envelopes.find((one): one is Referred => one.kind === "referred" && one.id === state.referral) ?? null);
  await holdCaseKeys(file, state, envelopes);
  const notes = new Map<string, AnswerNote>();
  for (const part of file.parts) {
    if (part.name !== "answer") continue;
    const opened = await openNamed(part.bytes, envelopes, part.entry, "answer");
    if (opened.ok) notes.set(part.entry, opened.value);
  }
  const sealed = file.parts.find((part) => part.name === "card" && part.entry === referral?.id);
  const opened = sealed === undefined ? null : await openNamed(sealed.bytes, envelopes, sealed.entry, "card");
  const card = opened === null ? "absent" : opened.ok ? opened.value : opened.why;
  const unconfirmed = referral !== null && waiting.has(referral.id);
  return { file, state, envelopes, referral, untrue, unconfirmed, unproven, card, notes };
}

/** Opens a part only where its bytes are the ones that the author signed for. */
export async function openNamed<K extends Extract<PartName, "card" | "story" | "answer" | "person" | "record">>(
  bytes: string,
  envelopes: readonly Envelope[],
  entry: string,
  name: K,
) {
  const note = noteOf(envelopes, entry, name);
  if (note === undefined) return { ok: false, why: "altered" } as const;
  const opened = await openPart(name, bytes, note);
  const late = !opened.ok && opened.why === "unreadable" && (await keyCameFor(note.recipients));
  return late ? openPart(name, bytes, note) : opened;
}
