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
}
