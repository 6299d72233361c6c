/** One of the six pieces of information, with its paragraphs. */
export interface Piece {
  readonly id: string;
  readonly parts: readonly string[];
  readonly ifPursued?: readonly string[];
}

/** Paragraphs of a piece in order. @param pursued whether a case may go to court; what is said of it is left out otherwise (II.3) */
export const partsOf = ({ parts, ifPursued = [] }: Piece, pursued: boolean): readonly string[] =>
  pursued ? [...parts, ...ifPursued] : parts;
