/** How a sign came to be known (guidebook VI.6: what is seen and what is said are both evidence). */
export type SignSource = "seen" | "said" | "said-by-other" | "document" | "not-there";

/** Card: what the receiving desk must know to answer. Sealed to the desk, opens by itself for whoever works there. */
export interface Card {
  readonly v: 1;
  readonly listVersion: string;
  readonly situation: string | null;
  readonly age: "adult" | "child" | "unsure" | "unsure-claims-child";
  readonly treatAsChild: boolean;
  readonly result: "presumed" | "potential" | "none";
  readonly signs: readonly { readonly id: string; readonly source: SignSource }[];
  readonly used: readonly string[];
  readonly act: readonly string[];
  readonly form: { readonly id: string; readonly basis: string; readonly stage: string | null } | null;
  readonly claims: boolean;
  readonly statements: readonly string[];
  readonly offence: boolean;
  readonly supervised: boolean;
  /** BCP 47 tags the person speaks. */
  readonly languages: readonly string[];
  /** Needs for tonight, by id; `declined` where the person did not want to say. */
  readonly needs: readonly string[] | "declined" | null;
  /** When the person was met, ISO 8601 UTC. */
  readonly metAt: string;
  /** Where who met the person sees it otherwise than the list: what they think instead, and why, by id. Both stay visible. */
  readonly disagreement?: { readonly result: Card["result"]; readonly reasons: readonly string[] } | null;
  /** Earlier looks at the same person, the oldest first (V.5, VI.5: signs often show later). */
  readonly earlier?: readonly Look[];
  /** Which of the people met at one place this is: numbers, since a name is not needed there (VI.6). */
  readonly person?: { readonly number: number; readonly of: number } | null;
  /** The check of a job offer, by ids of question and answer (V.5.1). */
  readonly offer?: readonly { readonly question: string; readonly answer: string }[];
  /** The day agreed for the next contact, `2026-12-01`. */
  readonly followUp?: string | null;
  /** Typed in later from a paper form with this number; `metAt` is then the time that stands on the paper. */
  readonly paper?: { readonly number: string } | null;
}

/** What was known at one moment, and what the list made of it. */
export interface Look {
  /** ISO 8601 UTC. */
  readonly metAt: string;
  readonly result: Card["result"];
  readonly signs: Card["signs"];
}
