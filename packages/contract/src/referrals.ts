import { type Static, Type } from "typebox";
import { DeskAddress, Envelope } from "./envelope.ts";
import { Base64Url, Reference, Sha256, Uuid, UuidV7 } from "./text.ts";
import { SignedCertificate } from "./trust.ts";

const closed = { additionalProperties: false } as const;

/** Where a referral stands, from its entries and the time set. */
export const Status = Type.Enum(["waiting", "passed-on", "accepted", "declined", "withdrawn"]);
export type Status = Static<typeof Status>;

export const CaseEntry = Type.Object(
  {
    envelope: Envelope,
    signature: Base64Url,
    /** Raw Ed25519 key the signature was checked with when it arrived, for checking it again here. */
    verifyKey: Base64Url,
    /** Who its author is, by a steward of the author's organisation; null for the server's own, and where nobody has confirmed it. */
    certificate: Type.Union([SignedCertificate, Type.Null()]),
    /** Name of a member, of a desk's phone, or null for the server. */
    by: Type.Union([Type.String(), Type.Null()]),
    receivedAt: Type.String(),
    receipt: Sha256,
  },
  closed,
);
export type CaseEntry = Static<typeof CaseEntry>;

/** One line of the inbox, all of it from envelopes. Times are ISO 8601 UTC by the server's clock. */
const line = {
  case: Uuid,
  entry: UuidV7,
  reference: Reference,
  urgency: Type.Union([Type.Literal("now"), Type.Literal("today"), Type.Literal("usual")]),
  child: Type.Boolean(),
  status: Status,
  sender: Type.Object({ organisation: Uuid, name: Type.String() }, closed),
  receivedAt: Type.String(),
  due: Type.String(),
  /** True where this desk is the agreed fallback and the time set has passed. */
  asFallback: Type.Boolean(),
  /** `waiting`: one of her desks may answer it now; `mine`: one of them accepted it. Null: neither, or not any more. */
  box: Type.Union([Type.Literal("waiting"), Type.Literal("mine"), Type.Null()]),
  /** Calendar day on which a case that this desk took on is next due, as whoever recorded last knew it; null elsewhere. */
  nextDue: Type.Union([Type.String(), Type.Null()]),
  /** Member who looks after it; null elsewhere, and before anybody does. */
  owner: Type.Union([Uuid, Type.Null()]),
  /** True where this desk closed it. */
  closed: Type.Boolean(),
  /** True where a step is open that a child's case must have: in a case that this desk took on and did not close. */
  openSteps: Type.Boolean(),
};
export const InboxLine = Type.Object(line, closed);
export type InboxLine = Static<typeof InboxLine>;

/** A line with what its desk opens of it. */
export const FoundLine = Type.Object(
  {
    ...line,
    /** Sealed card, base64; null where it may not be read here. */
    card: Type.Union([Type.String(), Type.Null()]),
    /** The signed entry that referred it: the line and the card are checked against it. Null where it may not be read here. */
    referral: Type.Union([CaseEntry, Type.Null()]),
  },
  closed,
);
export type FoundLine = Static<typeof FoundLine>;

/**
 * A page of the inbox. Ask with `after=<next>` for the one behind it, as long as `next` is there. What moved to the front meanwhile is not on
 * later pages, and what moved back is on two: keep lines by their case.
 */
export const Inbox = Type.Object(
  {
    now: Type.String(),
    /** How many cases lie in each box, and how many closed ones of `mine` beside those counted there; null on later pages. */
    counts: Type.Union([
      Type.Object(
        { waiting: Type.Integer(), mine: Type.Integer(), closed: Type.Integer(), all: Type.Integer() },
        closed,
      ),
      Type.Null(),
    ]),
    lines: Type.Array(InboxLine),
    next: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
export type Inbox = Static<typeof Inbox>;

/** Cases to be named with their cards: those in sight, or those that a desk found in its own index; never what was looked for. */
export const FoundCases = Type.Object(
  { cases: Type.Array(Uuid, { minItems: 1, maxItems: 50, uniqueItems: true }) },
  closed,
);
export type FoundCases = Static<typeof FoundCases>;
export const Found = Type.Object({ now: Type.String(), lines: Type.Array(FoundLine) }, closed);
export type Found = Static<typeof Found>;

/** A referral as its sender may see it: that it stands, never what is in it. */
export const SentLine = Type.Object(
  {
    case: Uuid,
    reference: Reference,
    status: Status,
    receiver: Type.String(),
    fallback: Type.Union([Type.String(), Type.Null()]),
    holder: Type.String(),
    receivedAt: Type.String(),
    due: Type.String(),
    /** Sealed reason for declining, base64, for the sender's desk; null for a phone. */
    answer: Type.Union([Type.String(), Type.Null()]),
    /** Organisation that the desk which declined last named instead. */
    onward: Type.Union([Uuid, Type.Null()]),
    /** True where the desk that it is with takes no more referrals, or nobody works there. Left out where it is there. */
    left: Type.Optional(Type.Literal(true)),
  },
  closed,
);
export type SentLine = Static<typeof SentLine>;
export const Sent = Type.Object({ now: Type.String(), lines: Type.Array(SentLine) }, closed);
export type Sent = Static<typeof Sent>;

/** How it stands, in the server's word: which desks answered. Entries of another receiving desk, with their times, stay there. */
export const CaseStanding = Type.Object(
  {
    status: Status,
    answeredBy: Type.Union([DeskAddress, Type.Null()]),
    declinedBy: Type.Array(DeskAddress),
    passedOn: Type.Boolean(),
    withdrawnBy: Type.Union([DeskAddress, Type.Null()]),
  },
  closed,
);

/**
 * A case as a desk that may read it gets it: the sender's entries, the server's and its own; how it stands; and the parts that open by
 * themselves. Stories, notes and attachments come apart.
 */
export const CaseFile = Type.Object(
  {
    case: Uuid,
    now: Type.String(),
    standing: CaseStanding,
    entries: Type.Array(CaseEntry),
    parts: Type.Array(
      Type.Object(
        { entry: UuidV7, name: Type.Enum(["card", "answer", "key", "glass", "record"]), bytes: Type.String() },
        closed,
      ),
    ),
  },
  closed,
);
export type CaseFile = Static<typeof CaseFile>;

export const StoryBytes = Type.Object({ entry: UuidV7, bytes: Type.String() }, closed);
