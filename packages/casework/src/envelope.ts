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

/**
 * - card, story: the referral's; a `resealed` story takes the place of the first
 * - answer: why a desk declined
 * - key, glass: the case's key, for the desk or its team; and once more for the desk, handed out only in danger
 * - person, file: names as they were told, and an attachment, both sealed to the case's key
 * - record: what was decided, chosen, needed; sealed to the case's key, and opens by itself for whoever works on it
 */
export type PartName = "card" | "story" | "answer" | "key" | "glass" | "person" | "file" | "record";
export type ErasableName = Extract<PartName, "story" | "file" | "person">;
export type Urgency = "now" | "today" | "usual";
/** On what ground a disclosure rests (II.3, II.4; V.4.1 for a child). */
export type BasisCode = "consent" | "child" | "unable" | "danger" | "duty-in-law";
/** `prevention` is help before anything happens (II.1): on an adult's own yes, never without one. */
export type DisclosurePurpose = "assistance" | "protection" | "assistance-and-protection" | "prevention";
/** Why somebody outside the team opens what is the team's. */
export type GlassReason = "danger-to-life" | "missing" | "medical" | "child-at-risk";
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
  /** Whose shift it was, on a phone that several people share: the random id of a badge, never a name. Left out where there was none. */
  readonly badge?: string;
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
/** Written by the server when nobody answered in the time set, or where the first desk is not there any more. */
export interface PassedOn extends Common {
  readonly kind: "passed-on";
  /** `left`: the first desk takes no more referrals, or nobody works there. Left out where the time was over. */
  readonly why?: "left";
}
/** The case's own key, made on accepting by the desk that accepted; and again for another team. */
export interface Keyed extends Common {
  readonly kind: "keyed";
  /** age recipient of the case's key: what is sealed from now on is sealed to it. */
  readonly recipient: string;
  /** 1, then one more each time. The highest one is in force. */
  readonly version: number;
  /** Members who work on it, sorted, the author among them; null for the whole desk. With a team the part `glass` is there too. */
  readonly team: readonly string[] | null;
}
/** The story sealed anew, to the case's key. */
export interface Resealed extends Common {
  readonly kind: "resealed";
  /** The referral. */
  readonly of: string;
}
/** The server forgets these parts' bytes; their hashes stay in the log. */
export interface Erased extends Common {
  readonly kind: "erased";
  /** The entry that they belong to: the referral or an earlier `resealed` (its story), an attachment, or an earlier note of names. */
  readonly of: string;
  /** Names of the parts that go. */
  readonly names: readonly ErasableName[];
}
/** What somebody is called, as told: sealed to the case's key. */
export interface Noted extends Common {
  readonly kind: "noted";
}
/** A picture or a document, sealed to the case's key; its bytes travel apart. */
export interface Attached extends Common {
  readonly kind: "attached";
  /** Steps of 64 KiB, rounded up. */
  readonly size: number;
  /** The file that this one is, sealed anew to the next key of the case: what names the first means this one. Left out otherwise. */
  readonly replaces?: string;
}
/** Danger: for some hours somebody of the desk reads what is its team's, and everybody concerned sees it. */
export interface BrokeGlass extends Common {
  readonly kind: "broke-glass";
  readonly reason: GlassReason;
  /** From the server's receipt on. */
  readonly hours: number;
}

/** Something of the care of a person was recorded. What, is sealed: the topic too. */
export interface Recorded extends Common {
  readonly kind: "recorded";
  /** Calendar day on which the case is next due, as its author knew it then; null where nothing is. */
  readonly nextDue: string | null;
  /** Member who looks after the case, as its author knew it then. Left out by older programs, which said nothing of it. */
  readonly owner?: string | null;
  /** True where the case was closed by then. Left out by older programs, and where it is open. */
  readonly closed?: boolean;
  /** True where no step that a child's case must have was open by then. Left out by older programs, and where one is. */
  readonly stepsDone?: boolean;
}

export type Envelope =
  | Referred
  | Opened
  | Accepted
  | Declined
  | Withdrawn
  | PassedOn
  | Keyed
  | Resealed
  | Erased
  | Noted
  | Attached
  | BrokeGlass
  | Recorded;
export type EntryKind = Envelope["kind"];

/** An entry as it travels and is kept: the envelope, and its author's Ed25519 signature (base64url) over its canonical JSON. */
export interface Entry {
  readonly envelope: Envelope;
  readonly signature: string;
}
