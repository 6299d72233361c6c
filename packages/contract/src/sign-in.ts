import { type Static, Type } from "typebox";
import { Kdf, MemberSession } from "./people.ts";
import { Base64Url, Code, Uuid } from "./text.ts";

const closed = { additionalProperties: false } as const;

/**
 * What an organisation's people prove beside their passphrase: a passkey, or the agency's own sign-in by OpenID Connect. `none` is
 * for invented organisations only.
 */
export const Factor = Type.Enum(["passkey", "oidc", "none"]);
export type Factor = Static<typeof Factor>;

/** The passphrase was right, and a second factor is to come. Nothing of the member is told yet but what she can prove it with. */
export const HalfSession = Type.Object(
  {
    half: Type.Literal(true),
    /** What she holds. Where there is nothing, she makes it now: what `asks` says. */
    passkeys: Type.Boolean(),
    provider: Type.Boolean(),
    recovery: Type.Boolean(),
    asks: Factor,
  },
  closed,
);
export type HalfSession = Static<typeof HalfSession>;

/** What signing in, joining or joining as a member comes to. */
export const SignedIn = Type.Union([MemberSession, HalfSession]);
export type SignedIn = MemberSession | HalfSession;

/** A passkey as its owner sees it. Times are ISO 8601. */
export const Passkey = Type.Object(
  {
    id: Uuid,
    name: Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" }),
    madeAt: Type.String(),
    usedAt: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);
export type Passkey = Static<typeof Passkey>;

/** Where somebody is signed in: which kind of browser and when, and never from which address. */
export const SessionLine = Type.Object(
  {
    id: Uuid,
    browser: Type.Enum(["chrome", "edge", "firefox", "safari", "other"]),
    madeAt: Type.String(),
    seenAt: Type.String(),
    here: Type.Boolean(),
  },
  closed,
);
export type SessionLine = Static<typeof SessionLine>;

/** All that a member looks after of her own sign-in. */
export const OwnSignIn = Type.Object(
  {
    factor: Factor,
    /** Name of the agency's own sign-in; null where the organisation has none. */
    provider: Type.Union([Type.String(), Type.Null()]),
    linked: Type.Boolean(),
    /** Agencies' sign-ins that whoever runs the server has set up. */
    providers: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }, closed)),
    passkeys: Type.Array(Passkey),
    /** One-time codes that are left. */
    recovery: Type.Integer(),
    sessions: Type.Array(SessionLine),
  },
  closed,
);
export type OwnSignIn = Static<typeof OwnSignIn>;

const Short = Type.String({ maxLength: 64 });
const Bytes = Type.String({ pattern: "^[A-Za-z0-9_-]+$", maxLength: 16_384 });
const common = {
  id: Base64Url,
  rawId: Base64Url,
  type: Type.Literal("public-key"),
  authenticatorAttachment: Type.Optional(Short),
  /** Nothing of it is used. */
  clientExtensionResults: Type.Record(Type.String({ maxLength: 64 }), Type.Unknown()),
};
/** What a browser gives back when a passkey was made (WebAuthn level 3, RegistrationResponseJSON). */
export const PasskeyMade = Type.Object(
  {
    ...common,
    response: Type.Object(
      {
        clientDataJSON: Bytes,
        attestationObject: Bytes,
        authenticatorData: Type.Optional(Bytes),
        transports: Type.Optional(Type.Array(Short, { maxItems: 10 })),
        publicKeyAlgorithm: Type.Optional(Type.Integer()),
        publicKey: Type.Optional(Bytes),
      },
      closed,
    ),
  },
  closed,
);
export type PasskeyMade = Static<typeof PasskeyMade>;
/** What it gives back when one was used (AuthenticationResponseJSON). */
export const PasskeyUsed = Type.Object(
  {
    ...common,
    response: Type.Object(
      {
        clientDataJSON: Bytes,
        authenticatorData: Bytes,
        signature: Bytes,
        userHandle: Type.Optional(Bytes),
      },
      closed,
    ),
  },
  closed,
);
export type PasskeyUsed = Static<typeof PasskeyUsed>;

export const NewPasskey = Type.Object({ name: Passkey.properties.name, made: PasskeyMade }, closed);
/** Codes are told once; the server keeps their hashes. */
export const RecoveryCodes = Type.Object({ codes: Type.Array(Code) }, closed);
export const UseRecovery = Type.Object({ code: Code }, closed);
/** What the agency's sign-in put into the address of the page that it led back to. */
export const ProviderAnswer = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 4096 }),
    state: Base64Url,
    iss: Type.Optional(Type.String({ maxLength: 512 })),
  },
  closed,
);
export const NewPassphrase = Type.Object(
  {
    /** Proves the passphrase of today. */
    proof: Base64Url,
    keys: Type.Object({ kdf: Kdf, proof: Base64Url, bundle: Type.String({ maxLength: 131_072 }) }, closed),
  },
  closed,
);
export type NewPassphrase = Static<typeof NewPassphrase>;
export const FactorChoice = Type.Object(
  { factor: Factor, provider: Type.Optional(Type.String({ maxLength: 60 })) },
  closed,
);
