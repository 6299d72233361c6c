import { type Static, Type } from "typebox";
import { Base64, UuidV7 } from "./text.ts";

const closed = { additionalProperties: false } as const;

/** A piece of a sealed file on its way: 1 MiB before base64, the last one less (`pieceLength` of sealing). */
export const Piece = Type.Object(
  { bytes: Type.Intersect([Base64, Type.String({ minLength: 4, maxLength: 1_398_104 })]) },
  closed,
);
/** What of a file has arrived: the numbers of its pieces, from 0. */
export const Arrived = Type.Object({ have: Type.Array(Type.Integer()) }, closed);
export type Arrived = Static<typeof Arrived>;

/** One piece of a sealed file, and how many there are. */
export const PieceOf = Type.Object({ bytes: Type.String(), of: Type.Integer() }, closed);
export type PieceOf = Static<typeof PieceOf>;

/** Sealed notes of who a person is, base64, oldest first. */
export const Notes = Type.Object(
  { notes: Type.Array(Type.Object({ entry: UuidV7, bytes: Type.String() }, closed)) },
  closed,
);
export type Notes = Static<typeof Notes>;
