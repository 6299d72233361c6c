import type { Answer } from "../story.ts";
import type { Common } from "./common.ts";

/**
 * Something that may serve as evidence, and whose hands it went through (VI.6). Acts on the same `item`, in order, are its chain of
 * custody. Never a reason to delay safety.
 */
export interface EvidenceRecord extends Common {
  readonly topic: "evidence";
  /** Random id: the same item again is the next link of its chain. */
  readonly item: string;
  readonly act: "found" | "taken" | "copied" | "handed-over" | "returned" | "left";
  /** Kind, from the list. */
  readonly kind: string;
  readonly what: string;
  readonly where: Answer;
  readonly by: Answer;
  /** The law, order or consent under which it was taken. */
  readonly power: Answer;
  /** Who has it from then on. */
  readonly to: Answer;
  /** Entry of the file that holds a picture or a copy; null without one. */
  readonly file: string | null;
}

/** An offence that somebody was made to commit, or committed because of what was done to them (Council of Europe Convention art. 26). */
export interface OffenceRecord extends Common {
  readonly topic: "offence";
  /** Random id: the same offence again changes it. */
  readonly offence: string;
  readonly what: string;
  /** How it hangs together with what was done to the person, from the list. */
  readonly link: string;
  readonly authority: Answer;
  /** `raised`: non-punishment was asked for. */
  readonly state: "known" | "raised" | "dropped" | "goes-on";
  readonly note: Answer;
}
