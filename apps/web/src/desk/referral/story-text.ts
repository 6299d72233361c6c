import type { AnswerNote, Story } from "@threshold/casework";

/** The story's answers in the order they are shown: first what keeps the person safe. */
export const storyOrder = [
  "calledAs",
  "contact",
  "safeTime",
  "where",
  "dangers",
  "health",
  "others",
  "narrative",
  "officer",
  "basisNote",
] as const satisfies readonly (keyof Story)[];

export const reasons = [
  "full",
  "not-our-service",
  "language",
  "not-safe-here",
  "conflict",
  "other",
] as const satisfies readonly AnswerNote["reason"][];
