import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;

/** A BCP 47 tag, `en`; where this server has no words in it, English. */
export const LanguageTag = Type.String({ pattern: "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$" });

/** `GET /api/calendar`: since when the reader's calendar has an address; null where it has none. ISO 8601 UTC. */
export const CalendarState = Type.Object({ madeAt: Type.Union([Type.String(), Type.Null()]) }, closed);
export type CalendarState = Static<typeof CalendarState>;

/** `POST /api/calendar`: in which language its events are written. The address before, if there was one, ends. */
export const MakeCalendar = Type.Object({ language: LanguageTag }, closed);
/** The address is `/api/calendar/<token>.ics`. 256 random bits, told here once. */
export const CalendarMade = Type.Object({ token: Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" }) }, closed);
export type CalendarMade = Static<typeof CalendarMade>;
