/**
 * The list an assessment is made with: plain data, compiled from `knowledge/`. It holds structure only; words live in the
 * language files under the same ids.
 */
export type Element = "act" | "means" | "purpose";

/**
 * What a sign counts as when the rules count signs (shared rules of judging):
 * - `condition`: a sign of exploitative conditions (P3, VI.2.1)
 * - `after`: met on the spot, after exploitation or on return (P4, VI.5, VI.6)
 * - `control`: a sign of coercion at destination (purpose, VI.1, VI.4)
 * - `deception`: deception at recruitment (purpose intended, V.3)
 * - `risk`: a risk factor (V.1, Annex II)
 * - `doubtful-papers`: papers that leave the age open (V.4.1)
 * - `group`: only describes a group; may order questions, never raises a result (row 19)
 */
export type Role = "condition" | "after" | "control" | "deception" | "risk" | "doubtful-papers" | "group";

export type Strength = "strong" | "medium" | "weak";

export interface Indicator {
  readonly id: string;
  /** True where the sign corresponds to part of the definition by itself (V.2). */
  readonly direct: boolean;
  /** `used-by-someone`: direct once somebody is known to have used it. */
  readonly directWhen?: "used-by-someone";
  /** `child`: direct where the person is, or is treated as, a child. */
  readonly directFor?: "child";
  readonly elements: readonly Element[];
  readonly roles: readonly Role[];
  readonly phase: "before" | "recruitment" | "transfer" | "exploitation" | "after";
  readonly ages: readonly ("adult" | "child")[];
  /** Forms this sign points to; empty where it fits any. Used for order only. */
  readonly forms: readonly string[];
  /** True where `used` may name it: a vulnerability that somebody can abuse (II.2). */
  readonly vulnerability: boolean;
  readonly dimension?: string;
  readonly adultLabour?: Strength;
  readonly childLabour?: Strength;
  readonly sections: readonly string[];
}

export interface Form {
  readonly id: string;
  /** Counts as a labour form for P3 and for purpose (VI.2.1). */
  readonly labour: boolean;
  /** Which pair of Delphi lists reads it; null where none does. */
  readonly delphi: "labour" | "sexual" | null;
  readonly ages: readonly ("adult" | "child")[];
  readonly guards: readonly string[];
  readonly sections: readonly string[];
}

export interface Situation {
  readonly id: string;
  /** Every sign offered here, the likeliest first; the first twelve open at once. */
  readonly signs: readonly string[];
  /** The same for a child, where the order differs. */
  readonly childSigns?: readonly string[];
  readonly sections: readonly string[];
}

/** What kind of place a community is for trafficking: separate lists for each (III.4). */
export type Community = "source" | "transit" | "destination";

/** How the order of a situation's signs changes where more is known. Moves change the order only, never which signs there are. */
export interface Orders {
  /** The place, from the top, at which signs stand that the situation does not name, before any move. */
  readonly elsewhere: number;
  readonly moves: readonly Move[];
}

export interface Move {
  readonly id: string;
  /** All conditions given must hold; inside one condition any value suffices. */
  readonly when: {
    readonly form?: readonly string[];
    readonly community?: readonly Community[];
  };
  /** Which signs move: those that fit all that is given here; inside one any value suffices. */
  readonly which: {
    /** Signs that point to the form known, or only to other ones. */
    readonly form?: "known" | "other";
    readonly phase?: readonly Indicator["phase"][];
    readonly role?: readonly Role[];
    readonly sign?: readonly string[];
  };
  /** Places towards the top; below zero, towards the end. */
  readonly up: number;
  readonly sections: readonly string[];
}

export interface Action {
  readonly id: string;
  /** Lower comes first; below 10 is safety. */
  readonly order: number;
  /** All conditions given must hold; inside one condition any value suffices. */
  readonly when: {
    readonly result?: readonly Result[];
    readonly child?: boolean;
    readonly guard?: readonly string[];
    readonly form?: readonly string[];
    readonly sign?: readonly string[];
  };
  readonly sections: readonly string[];
}

export interface Rule {
  readonly id: string;
  readonly section: string;
}

export interface IndicatorList {
  readonly version: string;
  readonly indicators: readonly Indicator[];
  /** Delphi dimensions in their order. */
  readonly dimensions: readonly { readonly id: string; readonly section: string }[];
  readonly forms: readonly Form[];
  readonly acts: readonly string[];
  readonly statements: readonly { readonly id: string; readonly guard: string }[];
  readonly situations: readonly Situation[];
  /** Missing where a list keeps each situation's order whatever is known. */
  readonly orders?: Orders;
  readonly rules: readonly Rule[];
  readonly guards: readonly { readonly id: string; readonly section: string }[];
  readonly actions: readonly Action[];
}

export type Result = "presumed" | "potential" | "none";
