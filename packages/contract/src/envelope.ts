import { type Static, Type } from "typebox";
import { Base64, Base64Url, Day, Instant, Recipient, Reference, Sha256, Uuid, UuidV7 } from "./text.ts";

const closed = { additionalProperties: false } as const;
const literals = <T extends string[]>(...values: readonly [...T]) => Type.Enum(values);

export const DeskAddress = Type.Object({ organisation: Uuid, desk: Uuid }, closed);

const PartName = literals("card", "story", "answer", "key", "glass", "person", "file", "record");

export const PartNote = Type.Object(
  {
    name: PartName,
    sha256: Sha256,
    recipients: Type.Array(Recipient, { minItems: 1, maxItems: 8, uniqueItems: true }),
  },
  closed,
);

const common = {
  v: Type.Literal(1),
  id: UuidV7,
  case: Uuid,
  parents: Type.Array(UuidV7, { maxItems: 64, uniqueItems: true }),
  author: Uuid,
  seq: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
  at: Instant,
  sender: DeskAddress,
  parts: Type.Array(PartNote, { maxItems: 3 }),
};

export const Referred = Type.Object(
  {
    ...common,
    kind: Type.Literal("referred"),
    reference: Reference,
    receiver: DeskAddress,
    fallback: Type.Union([DeskAddress, Type.Null()]),
    urgency: literals("now", "today", "usual"),
    child: Type.Boolean(),
    badge: Type.Optional(Uuid),
    answerWithin: Type.Integer({ minimum: 15, maximum: 1440 }),
    basis: Type.Object(
      {
        code: literals("consent", "child", "unable", "danger", "duty-in-law"),
        purpose: literals("assistance", "protection", "assistance-and-protection", "prevention"),
        recipients: Type.Array(Uuid, { minItems: 1, maxItems: 4, uniqueItems: true }),
      },
      closed,
    ),
  },
  closed,
);
export const Opened = Type.Object(
  {
    ...common,
    kind: Type.Literal("opened"),
    of: UuidV7,
    purpose: literals("answer", "plan-help", "safety", "supervision"),
  },
  closed,
);
export const Accepted = Type.Object(
  {
    ...common,
    kind: Type.Literal("accepted"),
    how: literals("desk", "phone"),
    agreedAt: Type.Union([Instant, Type.Null()]),
  },
  closed,
);
export const Declined = Type.Object(
  { ...common, kind: Type.Literal("declined"), onward: Type.Union([DeskAddress, Type.Null()]) },
  closed,
);
export const Withdrawn = Type.Object({ ...common, kind: Type.Literal("withdrawn") }, closed);
/** `why`: the first desk is there no more; left out where the time was over. */
export const PassedOn = Type.Object(
  { ...common, kind: Type.Literal("passed-on"), why: Type.Optional(Type.Literal("left")) },
  closed,
);
export const Keyed = Type.Object(
  {
    ...common,
    kind: Type.Literal("keyed"),
    recipient: Recipient,
    version: Type.Integer({ minimum: 1, maximum: 1000 }),
    team: Type.Union([Type.Array(Uuid, { minItems: 1, maxItems: 8, uniqueItems: true }), Type.Null()]),
  },
  closed,
);
export const Resealed = Type.Object({ ...common, kind: Type.Literal("resealed"), of: UuidV7 }, closed);
export const Erased = Type.Object(
  {
    ...common,
    kind: Type.Literal("erased"),
    of: UuidV7,
    names: Type.Array(literals("story", "file", "person"), { minItems: 1, maxItems: 1 }),
  },
  closed,
);
export const Noted = Type.Object({ ...common, kind: Type.Literal("noted") }, closed);
/** `size`: steps of 64 KiB, 15 MiB at most. */
export const Attached = Type.Object(
  {
    ...common,
    kind: Type.Literal("attached"),
    size: Type.Integer({ minimum: 1, maximum: 240 }),
    replaces: Type.Optional(UuidV7),
  },
  closed,
);
export const BrokeGlass = Type.Object(
  {
    ...common,
    kind: Type.Literal("broke-glass"),
    reason: literals("danger-to-life", "missing", "medical", "child-at-risk"),
    hours: Type.Integer({ minimum: 1, maximum: 4 }),
  },
  closed,
);

/**
 * `nextDue`: the calendar day on which somebody should look at the case again; what for is sealed. `owner`: the member who looks after it,
 * so that she can be told. `stepsDone`: no step that a child's case must have is open; which ones there are is sealed.
 */
export const Recorded = Type.Object(
  {
    ...common,
    kind: Type.Literal("recorded"),
    nextDue: Type.Union([Day, Type.Null()]),
    owner: Type.Optional(Type.Union([Uuid, Type.Null()])),
    closed: Type.Optional(Type.Boolean()),
    stepsDone: Type.Optional(Type.Boolean()),
  },
  closed,
);

export const Envelope = Type.Union([
  Referred,
  Opened,
  Accepted,
  Declined,
  Withdrawn,
  PassedOn,
  Keyed,
  Resealed,
  Erased,
  Noted,
  Attached,
  BrokeGlass,
  Recorded,
]);

/** Sealed bytes beside their envelope, base64 with padding; at most 256 KiB each once decoded. A `file` travels apart. */
export const Part = Type.Object(
  { name: PartName, bytes: Type.Intersect([Base64, Type.String({ maxLength: 349_528 })]) },
  closed,
);

/** What a client sends to add an entry. */
export const Submission = Type.Object(
  { envelope: Envelope, signature: Base64Url, parts: Type.Array(Part, { maxItems: 3 }) },
  closed,
);
export type Submission = Static<typeof Submission>;

/** The server's word that the entry arrived: its place in the hash-chained log. `repeated` where it was there before. */
export const Receipt = Type.Object(
  { n: Type.Integer(), entry: UuidV7, hash: Sha256, at: Instant, repeated: Type.Boolean() },
  closed,
);
export type Receipt = Static<typeof Receipt>;
