import type {
  Accepted,
  Declined,
  DeskAddress,
  Envelope,
  OpeningPurpose,
  PartNote,
  Referred,
  Withdrawn,
} from "@threshold/casework";

/** What every entry of this desk has in common, known before what it says. */
export interface Frame {
  readonly id: string;
  readonly author: string;
  readonly seq: number;
  /** This computer's clock. */
  readonly now: Date;
  readonly desk: DeskAddress;
  readonly parts: readonly PartNote[];
}

/** ISO 8601 UTC to the second, as envelopes carry time. */
export const instant = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** Entries that no other entry names as a parent: what the author of the next one knew. Sorted. */
export function headsOf(envelopes: readonly Envelope[]): string[] {
  const named = new Set(envelopes.flatMap((envelope) => envelope.parents));
  return envelopes
    .map((envelope) => envelope.id)
    .filter((id) => !named.has(id))
    .sort();
}

export function common(frame: Frame, envelopes: readonly Envelope[], of: Referred) {
  return {
    v: 1,
    id: frame.id,
    case: of.case,
    parents: headsOf(envelopes),
    author: frame.author,
    seq: frame.seq,
    at: instant(frame.now),
    sender: frame.desk,
    parts: frame.parts,
  } as const;
}

export function opened(frame: Frame, envelopes: readonly Envelope[], of: Referred, purpose: OpeningPurpose): Envelope {
  return { ...common(frame, envelopes, of), kind: "opened", of: of.id, purpose };
}

/** @param agreedAt when it was agreed by phone; null where it is accepted at the desk now */
export function accepted(frame: Frame, envelopes: readonly Envelope[], of: Referred, agreedAt: Date | null): Accepted {
  return {
    ...common(frame, envelopes, of),
    kind: "accepted",
    how: agreedAt === null ? "desk" : "phone",
    agreedAt: agreedAt === null ? null : instant(agreedAt),
  };
}

export function declined(
  frame: Frame,
  envelopes: readonly Envelope[],
  of: Referred,
  onward: DeskAddress | null,
): Declined {
  return { ...common(frame, envelopes, of), kind: "declined", onward };
}

/** The person no longer wants it: nothing else is said, so that the envelope holds no reason. */
export function withdrawn(frame: Frame, envelopes: readonly Envelope[], of: Referred): Withdrawn {
  return { ...common(frame, envelopes, of), kind: "withdrawn" };
}

/**
 * When a call was, from a clock time typed today: a time later than now was yesterday, since calls are entered after they happened.
 * @returns null where it is no time of day
 */
export function callTime(typed: string, now: Date): Date | null {
  const match = /^(\d{1,2})[:.](\d{2})$/.exec(typed.trim());
  const [hours, minutes] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || hours > 23 || minutes > 59) return null;
  const at = new Date(now);
  at.setHours(hours, minutes, 0, 0);
  if (at.getTime() > now.getTime()) at.setDate(at.getDate() - 1);
  return at;
}
