import { type Static, Type } from "typebox";
import { Base64Url, Instant, Recipient, Sha256, Uuid } from "./text.ts";

const closed = { additionalProperties: false } as const;
const Key = Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" });
const Version = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });
const Previous = Type.Union([Sha256, Type.Null()]);
const Word = Type.String({ pattern: "^[a-z][a-z-]{0,39}$" });
const most = 10_000;

/** The schemas of `@threshold/sealing/trust`, where what they mean is said. */
export const NetworkStatement = Type.Object(
  {
    v: Type.Literal(1),
    kind: Type.Literal("network"),
    network: Uuid,
    version: Version,
    previous: Previous,
    issued: Instant,
    expires: Instant,
    root: Type.Enum(["offline", "this-machine"]),
    couriers: Type.Array(Key),
    organisations: Type.Array(
      Type.Object(
        {
          id: Uuid,
          kind: Word,
          name: Type.String({ maxLength: 200 }),
          stewards: Type.Array(Key),
          statement: Type.Union([Type.Object({ version: Version, hash: Sha256 }, closed), Type.Null()]),
          desks: Type.Array(Type.Object({ desk: Uuid, recipient: Recipient }, closed)),
        },
        closed,
      ),
    ),
  },
  closed,
);
export const OrganisationStatement = Type.Object(
  {
    v: Type.Literal(1),
    kind: Type.Literal("organisation"),
    organisation: Uuid,
    version: Version,
    previous: Previous,
    issued: Instant,
    stewards: Type.Array(Key, { minItems: 1, maxItems: most, uniqueItems: true }),
    desks: Type.Array(Type.Object({ desk: Uuid, version: Version, recipient: Recipient }, closed), { maxItems: most }),
    gone: Type.Array(Type.Object({ certificate: Sha256, at: Instant }, closed), { maxItems: most }),
  },
  closed,
);
export const Certificate = Type.Object(
  {
    v: Type.Literal(1),
    kind: Type.Literal("certificate"),
    organisation: Uuid,
    subject: Type.Enum(["member", "device"]),
    id: Uuid,
    verifyKey: Key,
    recipient: Type.Union([Recipient, Type.Null()]),
    desks: Type.Array(Uuid, { maxItems: 100, uniqueItems: true }),
    roles: Type.Array(Word, { maxItems: 20, uniqueItems: true }),
    issued: Instant,
    expires: Instant,
  },
  closed,
);

const Signature = Type.String({ pattern: "^[A-Za-z0-9_-]{86}$" });
export const SignedNetwork = Type.Object({ statement: NetworkStatement, by: Key, signature: Signature }, closed);
export const SignedOrganisation = Type.Object(
  { statement: OrganisationStatement, by: Key, signature: Signature },
  closed,
);
export const SignedCertificate = Type.Object({ statement: Certificate, by: Key, signature: Signature }, closed);
export type SignedNetwork = Static<typeof SignedNetwork>;
export type SignedOrganisation = Static<typeof SignedOrganisation>;
export type SignedCertificate = Static<typeof SignedCertificate>;

/** What clients check before anything is sealed or shown. */
export const TrustFile = Type.Object(
  {
    network: SignedNetwork,
    since: Type.Array(Sha256),
    organisations: Type.Array(Type.Array(SignedOrganisation)),
  },
  closed,
);
export type TrustFile = Static<typeof TrustFile>;

/** `have`: the root's newest version that the client has seen. */
export const TrustQuery = Type.Object({ have: Type.Optional(Type.String({ pattern: "^\\d{1,9}$" })) }, closed);

/** What a steward signs: the next statement of her organisation, certificates, or both. */
export const Publication = Type.Object(
  {
    statement: Type.Union([SignedOrganisation, Type.Null()]),
    certificates: Type.Array(SignedCertificate, { maxItems: 2000 }),
  },
  closed,
);
export type Publication = Static<typeof Publication>;

/**
 * What the organisation's keys are by the server's books, for a steward to compare and sign. `last` is the newest statement, null where
 * there is none yet; certificates are those in force.
 */
export const TrustDraft = Type.Object(
  {
    organisation: Uuid,
    last: Type.Union([SignedOrganisation, Type.Null()]),
    desks: Type.Array(Type.Object({ desk: Uuid, version: Version, recipient: Recipient }, closed)),
    people: Type.Array(
      Type.Object(
        {
          subject: Type.Enum(["member", "device"]),
          id: Uuid,
          verifyKey: Key,
          recipient: Type.Union([Recipient, Type.Null()]),
          desks: Type.Array(Uuid),
          roles: Type.Array(Word),
          certificate: Type.Union([SignedCertificate, Type.Null()]),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type TrustDraft = Static<typeof TrustDraft>;

/** Shown to whoever uses a code, to be checked with it (`checkCodeMark`) before anything else is believed. */
export const CodeRoot = Type.Object({ network: Uuid, root: Key, mark: Base64Url }, closed);
export type CodeRoot = Static<typeof CodeRoot>;

/** 32 bytes that stand for a code (`codeTicket`): the server never learns the code itself. */
export const Ticket = Key;

/** What comes from the browser that made a code. `sealedCode`: base64 age file, for stewards at that desk. */
export const NewEnrolment = Type.Object(
  {
    ticket: Ticket,
    desk: Uuid,
    mark: Key,
    sealedCode: Type.String({ pattern: "^[A-Za-z0-9+/]+={0,2}$", maxLength: 4096 }),
  },
  closed,
);
export type NewEnrolment = Static<typeof NewEnrolment>;
export const NewInvitation = Type.Object({ ticket: Ticket, mark: Key }, closed);
export type NewInvitation = Static<typeof NewInvitation>;
export const CodeKept = Type.Object({ expires: Type.String() }, closed);
export type CodeKept = Static<typeof CodeKept>;

/** A phone that used a code and that nobody has confirmed. Code and binding are null for phones from before certificates. */
export const PendingPhone = Type.Object(
  {
    device: Uuid,
    desk: Uuid,
    verifyKey: Key,
    enrolledAt: Type.String(),
    sealedCode: Type.Union([Type.String(), Type.Null()]),
    binding: Type.Union([Key, Type.Null()]),
  },
  closed,
);
export type PendingPhone = Static<typeof PendingPhone>;

/** What waits for a steward: phones to confirm, and certificates of phones that were removed, to be ended by her next statement. */
export const PendingPhones = Type.Object(
  { phones: Type.Array(PendingPhone), removed: Type.Array(SignedCertificate) },
  closed,
);
export type PendingPhones = Static<typeof PendingPhones>;
