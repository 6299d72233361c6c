import type { Answer, BasisCode, ConsentRecord } from "@threshold/casework";

export type Danger = "yes" | "no" | "not-sure";
/** What came of asking: a ground to refer on, or one of the three answers that send nothing. */
export type Choice = BasisCode | "not-now" | "no" | "none";
export type Interpreter = ConsentRecord["interpreter"];

/** Items of the story an officer may fill in; each can be left out, not known, or declined. */
export const storyItems = [
  "calledAs",
  "contact",
  "safeTime",
  "where",
  "dangers",
  "health",
  "others",
  "narrative",
  "officer",
] as const;
export type StoryItem = (typeof storyItems)[number];

/** A referral on its way, in memory only. */
export interface Draft {
  readonly danger: Danger | null;
  readonly choice: Choice | null;
  /** How consent was given; complete only once every part is. */
  readonly language: string | null;
  readonly interpreter: Interpreter | null;
  readonly given: ConsentRecord["given"] | null;
  /** Why no consent was needed or possible, in the officer's words. */
  readonly basisNote: string;
  /** Service ids the officer chose; null follows the suggestion. */
  readonly first: string | null;
  /** `"nobody"` where the person wants no second one. */
  readonly fallback: string | null;
  /** Organisations the person was told about when she said yes. */
  readonly agreedTo: readonly string[];
  readonly agreedAt: string | null;
  readonly answers: Readonly<Partial<Record<StoryItem, Answer>>>;
  readonly needs: readonly string[] | "declined" | null;
  /** BCP 47 tags the person speaks. */
  readonly languages: readonly string[];
}

export const blankDraft: Draft = {
  danger: null,
  choice: null,
  language: null,
  interpreter: null,
  given: null,
  basisNote: "",
  first: null,
  fallback: null,
  agreedTo: [],
  agreedAt: null,
  answers: {},
  needs: null,
  languages: [],
};

/** True where the choice leaves the officer with nothing to send: no network is touched and nothing is kept. */
export function sendsNothing(choice: Choice | null): boolean {
  return choice === "no" || choice === "not-now" || choice === "none";
}

/** The draft as it may stand for this person: who turns out to be an adult is asked, whatever was chosen for a child. */
export function fitting(draft: Draft, child: boolean): Draft {
  return draft.choice === "child" && !child ? { ...draft, choice: null } : draft;
}

/** What is still missing before the choice stands; empty where it does. Ids of `field.choice.missing.*`. */
export function missingChoice(draft: Draft): readonly ("choice" | "language" | "interpreter" | "given" | "note")[] {
  if (draft.choice === null) return ["choice"];
  if (draft.choice === "duty-in-law") return draft.basisNote.trim() === "" ? ["note"] : [];
  if (draft.choice !== "consent") return [];
  return (["language", "interpreter", "given"] as const).filter((part) => draft[part] === null);
}

/**
 * True where the ground covers everybody it would be sent to (II.3, II.4). Consent is for named recipients: another receiver
 * needs another yes. Grounds without consent are for whoever protects.
 */
export function covers(draft: Draft, organisations: readonly string[]): boolean {
  if (draft.choice === null || sendsNothing(draft.choice)) return false;
  return draft.choice !== "consent" || organisations.every((id) => draft.agreedTo.includes(id));
}
