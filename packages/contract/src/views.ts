import { type Static, Type } from "typebox";
import { Base64 } from "./text.ts";

const closed = { additionalProperties: false } as const;
/** An age file to the member's own key, in base64; at most 24 KiB. */
const Sealed = Type.Intersect([Base64, Type.String({ minLength: 4, maxLength: 32_768 })]);

/** `GET /api/views`: the views of the list that the member saved, as one sealed file; null before she saved any. */
export const KeptViews = Type.Object({ bytes: Type.Union([Sealed, Type.Null()]) }, closed);
export type KeptViews = Static<typeof KeptViews>;

/** `PUT /api/views`: takes the place of what was there. */
export const KeepViews = Type.Object({ bytes: Sealed }, closed);
export type KeepViews = Static<typeof KeepViews>;
