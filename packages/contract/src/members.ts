import { type Static, Type } from "typebox";
import { Handle, MemberKeys, Name, Roles } from "./people.ts";
import { Base64Url, Day, Recipient, Uuid } from "./text.ts";
import { CodeRoot, Publication, SignedCertificate, Ticket } from "./trust.ts";

const closed = { additionalProperties: false } as const;
const Wrapped = Type.String({ minLength: 1, maxLength: 8192 });
const Desks = Type.Array(Uuid, { maxItems: 100, uniqueItems: true });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()]);

/**
 * How somebody stands with her organisation. `waiting`: her keys came, and no administrator's browser has confirmed them yet.
 * `left`: out for good; the row stays, since entries name their author.
 */
export const Standing = Type.Enum(["here", "on-leave", "waiting", "left"]);

export const Colleague = Type.Object(
  {
    id: Uuid,
    name: Type.String(),
    roles: Roles,
    standing: Standing,
    /** Where she works; a key of it may not have reached her yet. */
    desks: Type.Array(Uuid),
    leave: orNull(Type.Object({ until: orNull(Day), standsIn: orNull(Uuid) }, closed)),
    since: Day,
    left: orNull(Day),
    /** When she last made new keys in place of forgotten ones. */
    renewed: orNull(Day),
    recipient: Recipient,
    verifyKey: Base64Url,
    certificate: orNull(SignedCertificate),
  },
  closed,
);
export type Colleague = Static<typeof Colleague>;

/** A desk of one's own organisation, its key in force, and who holds which version. */
export const OwnDesk = Type.Object(
  {
    id: Uuid,
    name: Type.String(),
    version: Type.Integer(),
    recipient: Recipient,
    since: Day,
    /** Every key the desk ever had, the newest last. */
    keys: Type.Array(Type.Object({ version: Type.Integer(), recipient: Recipient }, closed)),
    holders: Type.Array(Type.Object({ member: Uuid, versions: Type.Array(Type.Integer()) }, closed)),
  },
  closed,
);
export type OwnDesk = Static<typeof OwnDesk>;

/** An invitation of one person. Until somebody used it `used` is null. */
export const MemberInvitation = Type.Object(
  {
    id: Uuid,
    name: Type.String(),
    roles: Roles,
    desks: Type.Array(Uuid),
    expires: Type.String(),
    /** The member who gets new keys; null where somebody new was invited. */
    renews: orNull(Uuid),
    /** The code, sealed to the administrators (base64 age file). */
    sealedCode: Type.String(),
    used: orNull(Type.Object({ member: Uuid, binding: Base64Url }, closed)),
  },
  closed,
);
export type MemberInvitation = Static<typeof MemberInvitation>;

export const People = Type.Object(
  {
    members: Type.Array(Colleague),
    desks: Type.Array(OwnDesk),
    /** Empty for whoever does not keep people. */
    invitations: Type.Array(MemberInvitation),
    /** Certificates of phones that are in force, also where the phone was removed; empty for whoever does not keep people. */
    phones: Type.Array(Type.Object({ certificate: SignedCertificate, removed: Type.Boolean() }, closed)),
    /** Since when the one person here has said that she works as a small office. */
    smallOffice: orNull(Type.String()),
  },
  closed,
);
export type People = Static<typeof People>;

export const InviteMember = Type.Object(
  {
    ticket: Ticket,
    mark: Base64Url,
    sealedCode: Wrapped,
    /** Name and sign-in name count for a new member only. */
    name: Name,
    handle: Handle,
    roles: Roles,
    desks: Desks,
    renews: orNull(Uuid),
  },
  closed,
);
export type InviteMember = Static<typeof InviteMember>;

export const FindInvitation = Type.Object({ ticket: Ticket }, closed);
/** What whoever has the code sees before she makes keys. */
export const FoundInvitation = Type.Object(
  {
    organisation: Type.Object({ id: Uuid, name: Type.String() }, closed),
    name: Type.String(),
    handle: Type.String(),
    roles: Roles,
    renews: Type.Boolean(),
    /** To be checked with the code before keys are made. */
    code: CodeRoot,
  },
  closed,
);
export type FoundInvitation = Static<typeof FoundInvitation>;

export const JoinAsMember = Type.Object({ ticket: Ticket, keys: MemberKeys, binding: Base64Url }, closed);
export type JoinAsMember = Static<typeof JoinAsMember>;

/** A desk's key, wrapped to one member. */
export const MemberWrap = Type.Object({ member: Uuid, wrapped: Wrapped }, closed);
/** The next key of a desk, wrapped to everybody who works there from now on. */
export const DeskKeyChange = Type.Object(
  {
    desk: Uuid,
    version: Type.Integer({ minimum: 1 }),
    recipient: Recipient,
    wraps: Type.Array(MemberWrap, { maxItems: 1000 }),
  },
  closed,
);
export type DeskKeyChange = Static<typeof DeskKeyChange>;

/** What an administrator's browser made for one change of people: taken as a whole, or not at all. */
export const KeyChange = Type.Object(
  { ...Publication.properties, desks: Type.Array(DeskKeyChange, { maxItems: 100 }) },
  closed,
);
export type KeyChange = Static<typeof KeyChange>;

export const ChangeMember = Type.Object({ roles: Roles, desks: Desks, change: KeyChange }, closed);
export const OfKeys = Type.Object({ change: KeyChange }, closed);
export const BeginLeave = Type.Object({ until: orNull(Day), standsIn: orNull(Uuid) }, closed);
export const AddDesk = Type.Object(
  {
    desk: Type.Object({ id: Uuid, name: Name }, closed),
    phone: Type.String({ minLength: 3, maxLength: 40 }),
    change: KeyChange,
  },
  closed,
);
/** Keys of a desk, of any version, for colleagues who work there and do not hold them yet. */
export const PassOnKeys = Type.Object(
  {
    wraps: Type.Array(Type.Object({ member: Uuid, version: Type.Integer({ minimum: 1 }), wrapped: Wrapped }, closed), {
      minItems: 1,
      maxItems: 1000,
    }),
  },
  closed,
);
export type PassOnKeys = Static<typeof PassOnKeys>;
