import { type Static, Type } from "typebox";
import { Base64Url, Uuid } from "./text.ts";

const closed = { additionalProperties: false } as const;
const Digits = Type.String({ pattern: "^[0-9]{2,8}$" });
const Pin = Type.String({ pattern: "^[0-9]{6,12}$" });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) => Type.Union([shape, Type.Null()]);

/** Whose shift it is on a shared phone: a short number, and no name. */
export const Badge = Type.Object(
  {
    id: Uuid,
    desk: Uuid,
    number: Digits,
    made: Type.String(),
    locked: orNull(Type.String()),
    retired: orNull(Type.String()),
  },
  closed,
);
export type Badge = Static<typeof Badge>;
export const Badges = Type.Object({ badges: Type.Array(Badge) }, closed);
export type Badges = Static<typeof Badges>;

export const NewBadge = Type.Object({ desk: Uuid, number: Digits, pin: Pin }, closed);
export type NewBadge = Static<typeof NewBadge>;

export const BeginShift = Type.Object({ number: Digits, pin: Pin }, closed);
export type BeginShift = Static<typeof BeginShift>;
/** `until`: twelve hours on. The token ends the shift before that. */
export const Shift = Type.Object({ badge: Uuid, token: Base64Url, until: Type.String() }, closed);
export type Shift = Static<typeof Shift>;
export const EndShift = Type.Object({ token: Base64Url }, closed);
