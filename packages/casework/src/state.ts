import type { ForeignEnvelope } from "./arrival.ts";
import type { DeskAddress, ErasableName, GlassReason, OpeningPurpose, Referred, Urgency } from "./envelope.ts";
import type { Flag } from "./flags.ts";

export type Status = "waiting" | "passed-on" | "accepted" | "declined" | "withdrawn";

/** One line of what happened, in the case's order. */
export interface TimelineItem {
  readonly entry: string;
  readonly kind: string;
  /** Author: a member, a device or the server; empty where an unknown kind names none. */
  readonly by: string;
  /** Desk it was written at, where known. */
  readonly desk: DeskAddress | null;
  /** Author's clock. */
  readonly at: string;
  /** Server's clock. */
  readonly receivedAt: string | null;
  /** Author's number, or null. */
  readonly seq: number | null;
  readonly flags: readonly Flag[];
}

/** A story was opened: by whom, at which desk, for what purpose. */
export interface Opening {
  readonly entry: string;
  readonly of: string;
  readonly by: string;
  readonly desk: DeskAddress;
  readonly purpose: OpeningPurpose;
  readonly at: string;
  readonly receivedAt: string | null;
  /** False where a flag took its effect away; it stays in the list all the same. */
  readonly valid: boolean;
}

/** A key of the case, as the desk that accepted set it. */
export interface CaseKey {
  readonly entry: string;
  readonly by: string;
  readonly desk: DeskAddress;
  readonly recipient: string;
  readonly version: number;
  /** Null: the whole desk. */
  readonly team: readonly string[] | null;
  /** Keys that open it, of members or of the desk, behind the glass too: once one of them is nobody's here any more, it is time for the next. */
  readonly sealedTo: readonly string[];
}

/** Somebody outside the team opened it in danger; `until` is null while the server has not received it. */
export interface Glass {
  readonly entry: string;
  readonly by: string;
  readonly desk: DeskAddress;
  readonly reason: GlassReason;
  readonly receivedAt: string | null;
  readonly until: string | null;
}

export interface Attachment {
  readonly entry: string;
  readonly by: string;
  readonly desk: DeskAddress;
  /** Steps of 64 KiB. */
  readonly size: number;
  /** An earlier attachment of the case that this one is, sealed anew; null where it is a file of its own. */
  readonly replaces: string | null;
  readonly erased: boolean;
}

/** What the desk that accepted has added. */
export interface Content {
  /** The key in force; null before one is set. */
  readonly key: CaseKey | null;
  /** All that counted, oldest first: what was sealed to an older one opens with it still. */
  readonly keys: readonly CaseKey[];
  /** Id of the entry whose story stands: the referral, or the `resealed` that replaced it. */
  readonly story: string;
  /** Entries that sealed the story anew, in order. */
  readonly resealed: readonly string[];
  /** Entries with a `person` part that was not erased, in order; the last one stands. */
  readonly notes: readonly string[];
  /** Of those, what a newer one took the place of that is sealed to the key in force: these may be erased. */
  readonly replacedNotes: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly glass: readonly Glass[];
  /** Parts that were rightly erased, in order, each once. */
  readonly erased: readonly { readonly entry: string; readonly name: ErasableName }[];
  /** Entries that recorded something of the care of the person and count, in order. */
  readonly recorded: readonly string[];
  /** Calendar day on which the case is next due, as whoever recorded last knew it. */
  readonly nextDue: string | null;
  /** True where whoever recorded last closed it, knowing everything that was recorded. */
  readonly closed: boolean;
  /** True where whoever recorded last left no step open that a child's case must have. */
  readonly stepsDone: boolean;
  /** Member who looks after it: as whoever recorded last knew it, or else who accepted it; null before anybody did. */
  readonly owner: string | null;
}

interface Kept {
  readonly case: string | null;
  readonly openings: readonly Opening[];
  readonly timeline: readonly TimelineItem[];
  /** Every flag that some entry carries, sorted. */
  readonly flags: readonly Flag[];
  /** Entries of kinds this program does not know, as they came. */
  readonly unknown: readonly ForeignEnvelope[];
}

/** Entries came, and no referral among them yet. */
export interface UnreferredCase extends Kept {
  readonly status: "no-referral";
}

export interface ReferredCase extends Kept, Content {
  readonly case: string;
  readonly status: Status;
  /** Id of the entry that referred, and who wrote it. */
  readonly referral: string;
  readonly author: string;
  readonly reference: string;
  readonly sender: DeskAddress;
  readonly receiver: DeskAddress;
  readonly fallback: DeskAddress | null;
  /** Who has it in hand by the entries alone; `holder()` of policy.ts adds the time that has passed. Null once withdrawn. */
  readonly holder: DeskAddress | null;
  readonly urgency: Urgency;
  readonly child: boolean;
  readonly basis: Referred["basis"];
  readonly answerWithin: number;
  readonly receivedAt: string | null;
  /** Null while the server has not received it. */
  readonly due: string | null;
  readonly answeredBy: { readonly entry: string; readonly desk: DeskAddress; readonly how: "desk" | "phone" } | null;
  /** Desks whose declining counts. */
  readonly declinedBy: readonly DeskAddress[];
  /** True where an entry says that the time set had passed. */
  readonly passedOn: boolean;
  readonly withdrawnBy: { readonly entry: string; readonly desk: DeskAddress } | null;
}

export type CaseState = UnreferredCase | ReferredCase;
