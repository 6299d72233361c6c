/** An answer that may be left out, not known, or declined by the person. */
export type Answer =
  | { readonly known: true; readonly value: string }
  | { readonly known: false; readonly why: "not-known" | "declined" }
  | null;

/** Consent as it was given (guidebook II.3): by whom it was explained, in which words, for whom. */
export interface ConsentRecord {
  /** Version of the text that was read out or shown. */
  readonly text: string;
  readonly language: string;
  readonly interpreter: "none-needed" | "professional" | "phone-service" | "other-adult" | "none-available";
  readonly given: "spoken" | "written" | "mark" | "witness";
  readonly recipients: readonly string[];
  readonly purpose: string;
  readonly at: string;
}

/** Story: what the helper must know. Sealed, and opened only with a purpose that is recorded first. */
export interface Story {
  readonly v: 1;
  readonly calledAs: Answer;
  readonly contact: Answer;
  readonly safeTime: Answer;
  readonly where: Answer;
  readonly dangers: Answer;
  readonly health: Answer;
  readonly others: Answer;
  readonly narrative: Answer;
  readonly askedAlone: boolean | null;
  readonly interpreter: ConsentRecord["interpreter"] | null;
  readonly consent: ConsentRecord | null;
  /** Why no consent was needed or possible, in the officer's words. */
  readonly basisNote: Answer;
  /** How to reach the officer who met the person. */
  readonly officer: Answer;
  /** Why who met the person sees it otherwise than the list, in their words. */
  readonly disagreement?: Answer;
}

/** The reason for declining, sealed to the sender's desk and to whoever holds the referral next. */
export interface AnswerNote {
  readonly v: 1;
  readonly reason: "full" | "not-our-service" | "language" | "not-safe-here" | "conflict" | "other";
  readonly words: string;
}
