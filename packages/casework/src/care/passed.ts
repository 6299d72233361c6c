import type { BasisCode, DeskAddress, DisclosurePurpose } from "../envelope.ts";
import type { Answer } from "../story.ts";
import type { Common } from "./common.ts";

/**
 * Something of the person was passed on to somebody else who helps (II.3, II.4, IV.2). What was passed on is sealed in the case that was
 * made for it; where it happened elsewhere, by a call or on paper, this record is all there is.
 */
export interface PassedRecord extends Common {
  readonly topic: "passed";
  /** Random id: the same passing on again changes it. */
  readonly passed: string;
  readonly how: "sent" | "phone" | "paper" | "in-person";
  /** Case that was made for it and its reference; null where it happened elsewhere. */
  readonly case: string | null;
  readonly reference: string | null;
  /** Who got it, and who gets it where that desk does not answer; null where no desk of the network did. */
  readonly desk: DeskAddress | null;
  readonly fallback: DeskAddress | null;
  /** Who got it, in words, where no desk of the network did. */
  readonly to: Answer;
  readonly purpose: DisclosurePurpose;
  /** On what ground (II.3, II.4; V.4.1 for a child). */
  readonly basis: BasisCode;
  /** Why without a yes; null where there was one. */
  readonly words: Answer;
  /** How the person was told of it, where there was no yes. */
  readonly told: Answer;
  /** Parts of the card and the story that were passed on, by id. */
  readonly what: readonly string[];
  /** `not-sent`: it was written down here and never left. */
  readonly state: "stands" | "taken-back" | "not-sent";
}
