import { type Static, Type } from "typebox";
import { Recipient, Uuid } from "./text.ts";

const closed = { additionalProperties: false } as const;

/** Who can help, as everybody may see it: an entry has no street, since a shelter's address can cost a life. */
export const Service = Type.Object(
  {
    id: Uuid,
    organisation: Type.Object({ id: Uuid, name: Type.String(), kind: Type.String() }, closed),
    name: Type.String({ maxLength: 120 }),
    /** Ids of `service-purpose.*` texts: housing, medical, legal, children … */
    offers: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 }),
    /** Ids of `service-group.*` texts: women, men, children, families, anyone. */
    whom: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 10 }),
    /** BCP 47 tags. */
    languages: Type.Array(Type.String({ maxLength: 20 }), { maxItems: 40 }),
    /** Opening hours as seven lists of [from, to] in minutes after midnight, Monday first; 0–1440 is the whole day. */
    hours: Type.Array(Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])), { minItems: 7, maxItems: 7 }),
    phone: Type.String({ maxLength: 40 }),
    /** Day it was last checked, `2026-11-02`. */
    checkedOn: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
    /** The specialised unit or hotline that "ask a specialist" calls. */
    specialist: Type.Boolean(),
    /** Shown to everyone, also without an enrolled phone. */
    open: Type.Boolean(),
    /** Invented for the demo network. */
    invented: Type.Boolean(),
    /** Where a referral is sealed to; null where the service can only be phoned, where it is there no more, and in the open directory. */
    desk: Type.Union([Type.Object({ id: Uuid, recipient: Recipient }, closed), Type.Null()]),
    /** True where it takes no more referrals, or nobody works there. Left out where it is there. */
    left: Type.Optional(Type.Literal(true)),
  },
  closed,
);
export type Service = Static<typeof Service>;

export const Directory = Type.Object(
  {
    at: Type.String(),
    emergency: Type.Array(Type.Object({ id: Type.String(), phone: Type.String() }, closed)),
    services: Type.Array(Service),
  },
  closed,
);
export type Directory = Static<typeof Directory>;

/** What a desk may change in its own entry. */
export const ServiceChange = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120 }),
    offers: Service.properties.offers,
    whom: Service.properties.whom,
    languages: Service.properties.languages,
    hours: Service.properties.hours,
    phone: Type.String({ minLength: 3, maxLength: 40 }),
    specialist: Type.Boolean(),
    open: Type.Boolean(),
  },
  closed,
);
export type ServiceChange = Static<typeof ServiceChange>;
