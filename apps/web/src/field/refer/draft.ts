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
/** Before anything happens only what this help needs is asked and told (II.4). */
const preventionItems: readonly StoryItem[] = ["calledAs", "contact", "safeTime", "officer"];

/** The items a referral tells. */
export function itemsOf({ prevention }: Draft): readonly StoryItem[] {
  return prevention === null ? storyItems : preventionItems;
}

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
  /** Help before anything happens (II.1): purposes of services that would help, and kinds of organisation that are not told. */
  readonly prevention: { readonly wanted: readonly string[]; readonly never: readonly string[] } | null;
  /** Whether the yes was for help before anything happens: it stands for nothing else, and nothing else for it. */
  readonly agreedToPrevention: boolean;
  /** The day agreed for the next contact, `2026-12-01`. */
  readonly followUp: string | null;
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
  prevention: null,
  agreedToPrevention: false,
  followUp: null,
};

/** True where the choice leaves the officer with nothing to send: no network is touched and nothing is kept. */
export function sendsNothing(choice: Choice | null): boolean {
  return choice === "no" || choice === "not-now" || choice === "none";
}

/** Before anything happens an adult says yes, not now, or no: no other ground opens a way (II.1, II.3). */
export const preventionChoices: readonly Choice[] = ["consent", "not-now", "no"];

/** The draft as it may stand for this person: who turns out to be an adult is asked, whatever was chosen for a child. */
export function fitting(draft: Draft, child: boolean): Draft {
  const { choice, prevention } = draft;
  if (prevention !== null && choice !== null && !preventionChoices.includes(choice)) return { ...draft, choice: null };
  return choice === "child" && !child ? { ...draft, choice: null } : draft;
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
 * needs another yes, and so does another purpose. Grounds without consent are for whoever protects.
 */
export function covers(draft: Draft, organisations: readonly string[]): boolean {
  if (draft.choice === null || sendsNothing(draft.choice)) return false;
  if (draft.choice !== "consent") return true;
  const samePurpose = draft.agreedToPrevention === (draft.prevention !== null);
  return samePurpose && organisations.every((id) => draft.agreedTo.includes(id));
}
