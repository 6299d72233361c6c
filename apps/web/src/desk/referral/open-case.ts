import {
  type AnswerNote,
  type Arrival,
  type Card,
  type CaseState,
  type Envelope,
  fold,
  isKnown,
  type PartName,
  type PartNote,
  type Referred,
} from "@threshold/casework";
import type { CaseEntry, CaseFile } from "@threshold/contract";
import { openPart, type Unopened, verifyEnvelope } from "../keys.ts";

/** A case as the desk holds it while its page is open: every signature checked here, sealed parts opened where they may be. */
export interface OpenCase {
  readonly file: CaseFile;
  readonly state: CaseState;
  /** Envelopes whose signature fits, in the order they came. */
  readonly envelopes: readonly Envelope[];
  readonly referral: Referred | null;
  /** Ids of entries whose signature does not fit: shown, marked, and counted for nothing. */
  readonly untrue: ReadonlySet<string>;
  readonly card: Card | "absent" | Unopened;
  /** Reasons for declining, by entry. */
  readonly notes: ReadonlyMap<string, AnswerNote>;
}

export async function openCase(file: CaseFile): Promise<OpenCase> {
  const good: CaseEntry[] = [];
  const wrong = new Set<string>();
  for (const entry of file.entries) {
    if (await verifyEnvelope(entry.envelope, entry.signature, entry.verifyKey)) good.push(entry);
    else wrong.add(entry.envelope.id);
  }
  const arrivals: Arrival[] = good.map(({ envelope, receivedAt }) => ({ envelope, receivedAt }));
  const state = fold(arrivals);
  const envelopes = good.map((entry): Envelope => entry.envelope).filter(isKnown);
  const referral =
    state.status === "no-referral"
      ? null
      : (envelopes.find((one): one is Referred => one.kind === "referred" && one.id === state.referral) ?? null);
  const notes = new Map<string, AnswerNote>();
  for (const part of file.parts) {
    if (part.name !== "answer") continue;
    const opened = await openNamed(part.bytes, envelopes, part.entry, "answer");
    if (opened.ok) notes.set(part.entry, opened.value);
  }
  const sealed = file.parts.find((part) => part.name === "card" && part.entry === referral?.id);
  const opened = sealed === undefined ? null : await openNamed(sealed.bytes, envelopes, sealed.entry, "card");
  const card = opened === null ? "absent" : opened.ok ? opened.value : opened.why;
  return { file, state, envelopes, referral, untrue: wrong, card, notes };
}

const noteOf = (envelopes: readonly Envelope[], entry: string, name: PartName): PartNote | undefined =>
  envelopes.find((one) => one.id === entry)?.parts.find((part) => part.name === name);

/** Opens a part only where its bytes are the ones that the author signed for. */
export async function openNamed<K extends PartName>(
  bytes: string,
  envelopes: readonly Envelope[],
  entry: string,
  name: K,
) {
  const note = noteOf(envelopes, entry, name);
  return note === undefined ? ({ ok: false, why: "altered" } as const) : openPart(name, bytes, note);
}
