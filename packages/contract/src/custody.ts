import { type Static, Type } from "typebox";
import { Handle, MemberKeys } from "./people.ts";
import { Base64, Instant, Recipient, Sha256, Uuid } from "./text.ts";
import { SignedCertificate } from "./trust.ts";

const closed = { additionalProperties: false } as const;
const Key = Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" });
const Signature = Type.String({ pattern: "^[A-Za-z0-9_-]{86}$" });
const N = Type.Integer({ minimum: 1, maximum: 3 });
const Version = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });
const Sealed = Type.Intersect([Base64, Type.String({ minLength: 1, maxLength: 4096 })]);
/** Every key a desk has had, sealed: some hundred bytes for each. */
const Kept = Type.Intersect([Base64, Type.String({ minLength: 1, maxLength: 262_144 })]);
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()]);

/** The schema of `CustodySet` of `@threshold/sealing/custody`, where what it means is said. */
export const CustodySet = Type.Object(
  {
    v: Type.Literal(1),
    kind: Type.Literal("custody-set"),
    set: Uuid,
    organisation: Uuid,
    desk: Uuid,
    version: Version,
    recipient: Recipient,
    mode: Type.Enum(["shares", "sheet"]),
    kept: Sha256,
    sheet: orNull(Recipient),
    shares: Type.Array(
      Type.Object({ n: N, organisation: Uuid, member: Uuid, recipient: Recipient, commitment: Sha256 }, closed),
      { maxItems: 3 },
    ),
    at: Instant,
  },
  closed,
);
const Named = Type.Object({ id: Uuid, name: Type.String() }, closed);
/** A set with its maker's signature and key. */
const KnownSet = Type.Object({ set: CustodySet, signature: Signature, by: Uuid, verifyKey: Key }, closed);
export type KnownSet = Static<typeof KnownSet>;

export const CustodyPlace = Type.Object(
  {
    n: N,
    organisation: Named,
    state: Type.Enum(["asked", "agreed", "refused"]),
    /** Who agreed. */
    member: orNull(Named),
    asked: Type.String(),
    answered: orNull(Type.String()),
    /** When her browser last opened her share and found it right; null before, and after the shares were made anew. */
    seen: orNull(Type.String()),
    /** Of whoever agreed: what her share is sealed to. Null while nobody agreed, or her organisation has not certified her. */
    certificate: orNull(SignedCertificate),
  },
  closed,
);
export type CustodyPlace = Static<typeof CustodyPlace>;

/** How one desk's keys are kept against loss. `set` is null while nothing is made. */
export const DeskCustody = Type.Object(
  { desk: Named, version: Version, recipient: Recipient, places: Type.Array(CustodyPlace), set: orNull(KnownSet) },
  closed,
);
export type DeskCustody = Static<typeof DeskCustody>;

export const CustodyRelease = Type.Object(
  {
    release: Type.Object(
      {
        v: Type.Literal(1),
        kind: Type.Literal("custody-release"),
        recovery: Uuid,
        recipient: Recipient,
        verifyKey: Key,
        member: Uuid,
        set: Uuid,
        n: N,
        custodian: Uuid,
        sealed: Sha256,
      },
      closed,
    ),
    signature: Signature,
    sealed: Sealed,
  },
  closed,
);
export type CustodyRelease = Static<typeof CustodyRelease>;

/** Somebody of one's own organisation who asks, or asked, for her desks' keys, and what came of it. */
export const Recovery = Type.Object(
  {
    id: Uuid,
    member: Named,
    how: Type.Enum(["shares", "sheet"]),
    asked: Type.String(),
    expires: Type.String(),
    state: Type.Enum(["asked", "done", "stopped", "expired"]),
    /** Once done: the custodians' words, by which a steward's browser knows that the new keys are hers. */
    releases: Type.Array(CustodyRelease),
    ended: orNull(Type.String()),
    steps: Type.Array(
      Type.Object(
        {
          organisation: Type.String(),
          member: Type.String(),
          state: Type.Enum(["released", "refused"]),
          at: Type.String(),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Recovery = Static<typeof Recovery>;

/** A place that an organisation's custodians are asked to fill, or one of them fills. */
export const PlaceHere = Type.Object(
  {
    desk: Named,
    n: N,
    organisation: Named,
    state: Type.Enum(["asked", "agreed", "refused"]),
    mine: Type.Boolean(),
    asked: Type.String(),
    /** One's own share, once it is made. */
    share: orNull(Type.Object({ known: KnownSet, sealed: Sealed, seen: orNull(Type.String()) }, closed)),
  },
  closed,
);
export type PlaceHere = Static<typeof PlaceHere>;

/** Somebody who asks for what a custodian holds, with the keys that the answer would be sealed to. */
export const CustodyRequest = Type.Object(
  {
    recovery: Uuid,
    organisation: Named,
    member: Named,
    recipient: Recipient,
    verifyKey: Key,
    asked: Type.String(),
    expires: Type.String(),
    shares: Type.Array(
      Type.Object({ desk: Named, set: Uuid, n: N, answer: orNull(Type.Enum(["released", "refused"])) }, closed),
    ),
  },
  closed,
);
export type CustodyRequest = Static<typeof CustodyRequest>;

export const Custody = Type.Object(
  {
    now: Type.String(),
    desks: Type.Array(DeskCustody),
    recoveries: Type.Array(Recovery),
    /** For custodians; empty for others. */
    here: Type.Array(PlaceHere),
    requests: Type.Array(CustodyRequest),
  },
  closed,
);
export type Custody = Static<typeof Custody>;

/** The three organisations that are asked, the first to the third place. */
export const ArrangeCustody = Type.Object({ organisations: Type.Array(Uuid, { minItems: 3, maxItems: 3 }) }, closed);
export const AnswerPlace = Type.Object({ agree: Type.Boolean() }, closed);

/** What a steward's browser made: `proof` is what a sheet shows (`sheetProof`), null where the sheet is the one from before or there is none. */
export const NewCustody = Type.Object(
  {
    set: CustodySet,
    signature: Signature,
    kept: Kept,
    shares: Type.Array(Type.Object({ n: N, sealed: Sealed }, closed), { maxItems: 3 }),
    proof: orNull(Key),
  },
  closed,
);
export type NewCustody = Static<typeof NewCustody>;

export const AskRecovery = Type.Object({ handle: Handle, keys: MemberKeys }, closed);
export type AskRecovery = Static<typeof AskRecovery>;
export const AskBySheet = Type.Object({ handle: Handle, keys: MemberKeys, proof: Key }, closed);
export type AskBySheet = Static<typeof AskBySheet>;
/** The token is told once, to whoever asked; it stands for the asking and opens nothing. */
export const AskedRecovery = Type.Object({ recovery: Uuid, token: Key }, closed);
export type AskedRecovery = Static<typeof AskedRecovery>;
export const OfRecovery = Type.Object({ token: Key }, closed);

export const ReleaseShares = Type.Object(
  { releases: Type.Array(CustodyRelease, { minItems: 1, maxItems: 100 }) },
  closed,
);

/** How an asking stands, for whoever asked. What is kept comes only once two have released their shares, or with a sheet. */
export const RecoveryState = Type.Object(
  {
    state: Type.Enum(["asked", "done", "stopped", "expired"]),
    desks: Type.Array(
      Type.Object({ desk: Named, known: KnownSet, kept: orNull(Kept), released: Type.Array(CustodyRelease) }, closed),
    ),
  },
  closed,
);
export type RecoveryState = Static<typeof RecoveryState>;

/** The desks' keys, wrapped to whoever asked: every version of each desk. */
export const FinishRecovery = Type.Object(
  {
    token: Key,
    wraps: Type.Array(
      Type.Object({ desk: Uuid, version: Version, wrapped: Type.String({ minLength: 1, maxLength: 8192 }) }, closed),
      { minItems: 1, maxItems: 1000 },
    ),
    /** Her new bundle with what the maker of the shares had seen of the signed directory; null where the bundle stays. */
    bundle: orNull(Type.String({ minLength: 1, maxLength: 131_072 })),
  },
  closed,
);
export type FinishRecovery = Static<typeof FinishRecovery>;
