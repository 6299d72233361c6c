import type { Result } from "./list.ts";

/** What is known about one person. A missing key means unknown; nothing here can carry ethnicity, nationality or religion. */
export interface CaseInput {
  readonly id: string | null;
  readonly age: "adult" | "child" | "unsure" | "unsure-claims-child";
  readonly form: {
    readonly id: string;
    readonly basis: "seen" | "said" | "suspected";
    readonly stage: "happening" | "intended" | null;
  } | null;
  /** Acts of the definition (II.2). */
  readonly act: readonly string[];
  readonly present: readonly string[];
  readonly absent: readonly string[];
  /** Vulnerabilities that somebody used. */
  readonly used: readonly string[];
  /** The person says so herself (IV.3). */
  readonly claims: boolean;
  readonly statements: readonly string[];
  readonly offence: boolean;
  readonly supervised: boolean;
}

export interface Reason {
  /** Rule id, such as `P1`. */
  readonly rule: string;
  /** The sign that made the rule hold; null where an act, a form, or the person's own word did. */
  readonly indicator: string | null;
  /** Section of the guidebook that the rule rests on. */
  readonly section: string;
  /** What made the rule hold where no sign did: `act:recruited`, `form:sexual`, `claim`. */
  readonly fact?: string;
}

export interface Delphi {
  readonly list: "adult-labour" | "child-labour" | "adult-sexual" | "child-sexual" | null;
  /** Dimensions positive by strength; empty where the list has no strengths. */
  readonly positive: readonly string[];
  /** Dimensions with at least one sign present, in the list's order: no verdict. */
  readonly touched: readonly string[];
  readonly class: DelphiClass | null;
}

export type DelphiClass =
  | "no-trafficking-class"
  | "exploited-worker"
  | "deception-and-exploitation"
  | "trafficking-forced-labour"
  | "child-act-and-exploitation";

/** What came of it: a note for help, never a statement about the person, never a score. */
export interface Assessment {
  readonly id: string | null;
  readonly result: Result;
  readonly act: "supported" | "not-yet";
  readonly means: "supported" | "not-yet" | "not-required";
  readonly purpose: "exploited" | "intended" | "not-yet";
  readonly delphi: Delphi;
  readonly treatAsChild: boolean;
  readonly reasons: readonly Reason[];
  readonly guards: readonly string[];
  readonly do: readonly string[];
  readonly lookNext: readonly string[];
  /** The signs that support each element. */
  readonly elements: {
    readonly act: readonly string[];
    readonly means: readonly string[];
    readonly purpose: readonly string[];
  };
}
