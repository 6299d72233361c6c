import { type Static, Type } from "typebox";
import { Base64, Uuid } from "./text.ts";

const closed = { additionalProperties: false } as const;

/** A piece of a desk's sealed index of names: which key it was made under, and how long it is in bytes. */
export const SegmentLine = Type.Object({ id: Uuid, version: Type.Integer(), size: Type.Integer() }, closed);
export type SegmentLine = Static<typeof SegmentLine>;
/** Oldest first: a later one may say that a case is no longer found. */
export const Segments = Type.Object({ segments: Type.Array(SegmentLine) }, closed);
export type Segments = Static<typeof Segments>;

/** An age file in base64; at most 640 KiB. */
const Sealed = Type.Intersect([Base64, Type.String({ minLength: 4, maxLength: 873_816 })]);
export const SegmentBytes = Type.Object({ bytes: Sealed }, closed);
export type SegmentBytes = Static<typeof SegmentBytes>;

/** Adds a segment; with `replaces`, in place of those it holds all the records of. */
export const NewSegment = Type.Object(
  {
    id: Uuid,
    /** Of the desk's key that it is sealed to and that made its marks. */
    version: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
    bytes: Sealed,
    replaces: Type.Array(Uuid, { maxItems: 500, uniqueItems: true }),
  },
  closed,
);
export type NewSegment = Static<typeof NewSegment>;
