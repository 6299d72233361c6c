/**
 * The envelope: what the courier must know, and no more (guidebook II.4). No free text, no sign, no form of exploitation,
 * no place. Everything else about a person is in a sealed part.
 */
export interface DeskAddress {
  readonly organisation: string;
  readonly desk: string;
}

/** A sealed part as the envelope names it: the hash binds the bytes to the author's signature. */
export interface PartNote {
  readonly name: PartName;
  /** SHA-256 of the sealed bytes, lower-case hex. */
  readonly sha256: string;
  /** age recipients that can open it, sorted. */
  readonly recipients: readonly string[];
}

export type PartName = "card" | "story" | "answer";
export type Urgency = "now" | "today" | "usual";
/** On what ground a disclosure rests (II.3, II.4; V.4.1 for a child). */
export type BasisCode = "consent" | "child" | "unable" | "danger" | "duty-in-law";
/** `prevention` is help before anything happens (II.1): on an adult's own yes, never without one. */
export type DisclosurePurpose = "assistance" | "protection" | "assistance-and-protection" | "prevention";
export type OpeningPurpose = "answer" | "plan-help" | "safety" | "supervision";

interface Common {
  readonly v: 1;
  /** UUIDv7 made by the author: sending twice is harmless. */
  readonly id: string;
  /** Random UUID of the case. */
  readonly case: string;
  /** Entries the author knew, sorted. */
  readonly parents: readonly string[];
  /** Id of the member, device or server that wrote it. */
  readonly author: string;
  /** Place in the author's own sequence, from 1. */
  readonly seq: number;
  /** Author's clock, ISO 8601 UTC to the second. */
  readonly at: string;
  readonly sender: DeskAddress;
  readonly parts: readonly PartNote[];
}

export interface Referred extends Common {
  readonly kind: "referred";
  readonly reference: string;
  readonly receiver: DeskAddress;
  readonly fallback: DeskAddress | null;
  readonly urgency: Urgency;
  readonly child: boolean;
  /** Minutes from the server's receipt until the fallback may read. */
  readonly answerWithin: number;
  readonly basis: {
    readonly code: BasisCode;
    readonly purpose: DisclosurePurpose;
    readonly recipients: readonly string[];
  };
}
export interface Opened extends Common {
  readonly kind: "opened";
  /** The entry whose story is opened. */
  readonly of: string;
  readonly purpose: OpeningPurpose;
}
export interface Accepted extends Common {
  readonly kind: "accepted";
  readonly how: "desk" | "phone";
  /** When it was agreed by phone; null at the desk. */
  readonly agreedAt: string | null;
}
export interface Declined extends Common {
  readonly kind: "declined";
  /** Another desk the sender may try; the reason itself is in the sealed part `answer`. */
  readonly onward: DeskAddress | null;
}
/** The person's choice is withdrawn: beats any later disclosure made without knowing it. */
export interface Withdrawn extends Common {
  readonly kind: "withdrawn";
}
/** Written by the server when nobody answered in the time set. */
export interface PassedOn extends Common {
  readonly kind: "passed-on";
}

export type Envelope = Referred | Opened | Accepted | Declined | Withdrawn | PassedOn;
export type EntryKind = Envelope["kind"];

/** An entry as it travels and is kept: the envelope, and its author's Ed25519 signature (base64url) over its canonical JSON. */
export interface Entry {
  readonly envelope: Envelope;
  readonly signature: string;
}
