import { type Static, Type } from "typebox";
import { Base64Url, Code, Recipient, Uuid } from "./text.ts";
import { CodeRoot, SignedCertificate, SignedOrganisation, Ticket } from "./trust.ts";

const closed = { additionalProperties: false } as const;

/** How the passphrase becomes keys: Argon2id, memory in KiB. */
export const Kdf = Type.Object(
  {
    name: Type.Literal("argon2id"),
    memory: Type.Integer(),
    iterations: Type.Integer(),
    parallelism: Type.Integer(),
    salt: Base64Url,
  },
  closed,
);
export type Kdf = Static<typeof Kdf>;

export const Handle = Type.String({ minLength: 2, maxLength: 80, pattern: "^[^\\s@]+(@[^\\s@]+)?$" });
export const Name = Type.String({ minLength: 1, maxLength: 120, pattern: "\\S" });

/** What a member's browser makes when it makes its keys; the server sees no secret in it. */
export const MemberKeys = Type.Object(
  {
    kdf: Kdf,
    /** 32 bytes: the half of the derived key that signs in. */
    proof: Base64Url,
    recipient: Recipient,
    /** Raw Ed25519 public key. */
    verifyKey: Base64Url,
    /** The member's secrets, sealed to the half that stays with her. */
    bundle: Type.String({ maxLength: 131_072 }),
  },
  closed,
);
export type MemberKeys = Static<typeof MemberKeys>;

export const SignInStart = Type.Object({ handle: Handle }, closed);
export const SignIn = Type.Object({ handle: Handle, proof: Base64Url }, closed);

export const Role = Type.Enum([
  "officer",
  "caseworker",
  "investigator",
  "coordinator",
  "rapporteur",
  "administrator",
  "custodian",
]);
export const Roles = Type.Array(Role, { minItems: 1, maxItems: 7, uniqueItems: true });

export const MemberSession = Type.Object(
  {
    member: Type.Object(
      {
        id: Uuid,
        name: Type.String(),
        roles: Roles,
        verifyKey: Base64Url,
      },
      closed,
    ),
    organisation: Type.Object({ id: Uuid, name: Type.String(), kind: Type.String(), invented: Type.Boolean() }, closed),
    desks: Type.Array(
      Type.Object(
        {
          id: Uuid,
          name: Type.String(),
          version: Type.Integer(),
          recipient: Recipient,
          wrapped: Type.String(),
          /** Keys the desk had before, for what was sealed to it then; the newest first. */
          earlier: Type.Array(
            Type.Object({ version: Type.Integer(), recipient: Recipient, wrapped: Type.String() }, closed),
          ),
        },
        closed,
      ),
    ),
    bundle: Type.String(),
    nextSeq: Type.Integer(),
  },
  closed,
);
export type MemberSession = Static<typeof MemberSession>;

export const OrganisationKind = Type.Enum([
  "police",
  "specialised-unit",
  "shelter",
  "labour-inspectorate",
  "child-protection",
  "health",
  "school",
  "employment-service",
  "social-service",
  "other",
]);

/**
 * Joining with an invitation makes an organisation, its first desk and its first member at once. Ids are made by the browser, which signs
 * the organisation's first statement and its own certificate with them.
 */
export const Join = Type.Object(
  {
    ticket: Ticket,
    organisation: Type.Object({ id: Uuid, name: Name, kind: OrganisationKind }, closed),
    desk: Type.Object(
      { id: Uuid, name: Name, recipient: Recipient, wrapped: Type.String({ maxLength: 8192 }) },
      closed,
    ),
    member: Type.Object({ id: Uuid, handle: Handle, name: Name, keys: MemberKeys }, closed),
    phone: Type.String({ minLength: 3, maxLength: 40 }),
    statement: SignedOrganisation,
    certificate: SignedCertificate,
  },
  closed,
);
export type Join = Static<typeof Join>;

/** `binding`: HMAC under the code over the phone's key, so that the desk can tell it from one that the server slipped in. */
export const Enrol = Type.Object({ ticket: Ticket, verifyKey: Ticket, binding: Ticket }, closed);
export const Enrolled = Type.Object(
  {
    device: Uuid,
    /** Bearer token, 32 random bytes; the server keeps its hash. */
    token: Base64Url,
    organisation: Type.Object({ id: Uuid, name: Type.String() }, closed),
    desk: Type.Object({ id: Uuid, name: Type.String(), recipient: Recipient }, closed),
    root: CodeRoot,
  },
  closed,
);
export type Enrolled = Static<typeof Enrolled>;

/** A code that is shown once: to enrol a phone, or to invite an organisation. */
export const IssuedCode = Type.Object({ code: Code, expires: Type.String() }, closed);
export type IssuedCode = Static<typeof IssuedCode>;
