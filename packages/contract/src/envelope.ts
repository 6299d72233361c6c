import { type Static, Type } from "typebox";
import { Base64, Base64Url, Instant, Recipient, Reference, Sha256, Uuid, UuidV7 } from "./text.ts";

const closed = { additionalProperties: false } as const;
const literals = <T extends string[]>(...values: readonly [...T]) => Type.Enum(values);

export const DeskAddress = Type.Object({ organisation: Uuid, desk: Uuid }, closed);

export const PartNote = Type.Object(
  {
    name: literals("card", "story", "answer"),
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
export const PassedOn = Type.Object({ ...common, kind: Type.Literal("passed-on") }, closed);

export const Envelope = Type.Union([Referred, Opened, Accepted, Declined, Withdrawn, PassedOn]);

/** Sealed bytes beside their envelope, base64 with padding; at most 256 KiB each once decoded. */
export const Part = Type.Object(
  { name: literals("card", "story", "answer"), bytes: Type.Intersect([Base64, Type.String({ maxLength: 349_528 })]) },
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
