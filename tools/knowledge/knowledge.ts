import type { CaseInput } from "../../packages/identification/src/assessment.ts";
import type {
  Action,
  Element,
  Form,
  Orders,
  Result,
  Role,
  Rule,
  Situation,
  Strength,
} from "../../packages/identification/src/list.ts";
import type { CareLists } from "./care.ts";
import type { Offer } from "./check-offer.ts";
import type { Country } from "./country.ts";
import type { Guidance } from "./guidance.ts";
import type { ListFile } from "./lists.ts";
import type { LettersFile, SoundsFile } from "./names.ts";
import type { Reference } from "./reference.ts";

/** Where a file's content comes from and when people last went over it. `reviewed` is null until a practitioner has. */
export interface Provenance {
  readonly source: string;
  /** Who decided what the source leaves open, such as directness or order. */
  readonly classification: string;
  readonly reviewed: string | null;
  readonly reviewDue: string;
}

/** One sign as it is keyed; what it leaves out comes from its group. */
export interface KeyedSign {
  readonly id: string;
  readonly direct: boolean;
  readonly directWhen?: "used-by-someone";
  readonly directFor?: "child";
  readonly elements?: readonly Element[];
  readonly roles?: readonly Role[];
  readonly phase?: Phase;
  readonly ages?: readonly Age[];
  readonly forms?: readonly string[];
  readonly sections?: readonly string[];
  readonly vulnerability?: boolean;
  readonly adultLabour?: Strength;
  readonly childLabour?: Strength;
}

export type Phase = "before" | "recruitment" | "transfer" | "exploitation" | "after";
export type Age = "adult" | "child";

export interface SignGroup {
  /** Delphi dimension; absent for every other list. */
  readonly dimension?: string;
  readonly phase: Phase;
  readonly sections: readonly string[];
  readonly roles: readonly Role[];
  readonly vulnerability?: boolean;
  readonly ages?: readonly Age[];
  readonly forms?: readonly string[];
  readonly indicators: readonly KeyedSign[];
}

export interface SignFile {
  readonly provenance: Provenance;
  readonly groups: readonly SignGroup[];
}

/** Ids of everything else that has a text but no structure. */
export interface Vocabulary {
  readonly results: readonly Result[];
  readonly elements: readonly Element[];
  readonly elementStates: readonly string[];
  readonly delphiLists: readonly string[];
  readonly delphiClasses: readonly string[];
  readonly needs: readonly string[];
  readonly servicePurposes: readonly string[];
  readonly serviceGroups: readonly string[];
  readonly languages: readonly string[];
  readonly glossary: readonly string[];
}

export interface Consent {
  readonly version: string;
  /** What it is asked for; help and protection where it is left out. */
  readonly purpose?: "prevention" | "assistance" | "share" | "proceedings" | "police" | "note";
  /** Parts in the order in which they are read out. */
  readonly parts: readonly string[];
}

export interface CaseStudy {
  readonly id: string;
  readonly section: string;
  /** The study in our own words. */
  readonly summary: string;
  readonly persons: readonly {
    readonly input: Partial<CaseInput>;
    readonly expect: Readonly<Record<string, unknown>>;
  }[];
}

export interface Texts {
  readonly status: "original" | "reviewed" | "machine-draft";
  readonly texts: Readonly<Record<string, string>>;
}

export interface Language {
  readonly tag: string;
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  /** By file name without its ending. */
  readonly files: Readonly<Record<string, Texts>>;
}

/** All of `knowledge/`, each file valid by its schema; references between files are what `check` looks at. */
export interface Knowledge {
  readonly version: string;
  readonly sections: readonly string[];
  readonly signFiles: Readonly<Record<string, SignFile>>;
  /** Names of the sign files in the order of the list. */
  readonly order: readonly string[];
  /** The guidebook's lists by file, and the files' names in order. */
  readonly listFiles: Readonly<Record<string, ListFile>>;
  readonly listOrder: readonly string[];
  readonly rules: readonly Rule[];
  readonly forms: readonly Form[];
  readonly acts: readonly string[];
  readonly means: readonly string[];
  readonly statements: readonly { readonly id: string; readonly guard: string }[];
  /** Why who met the person may see it otherwise than the list. */
  readonly disagreement: readonly {
    readonly id: string;
    readonly ways: readonly ("up" | "down")[];
    readonly sections: readonly string[];
  }[];
  /** How names of several scripts are found again. */
  readonly names: { readonly letters: LettersFile; readonly sounds: SoundsFile };
  readonly guards: readonly { readonly id: string; readonly section: string }[];
  readonly situations: readonly Situation[];
  readonly orders: Orders;
  readonly actions: readonly Action[];
  readonly vocabulary: Vocabulary;
  readonly consents: readonly Consent[];
  readonly offer: Offer;
  readonly care: CareLists;
  readonly cases: readonly CaseStudy[];
  readonly countries: readonly Country[];
  /** Names of the countries' files, in the same order. */
  readonly countryFiles: readonly string[];
  readonly guidance: Guidance;
  readonly reference: Reference;
  readonly languages: readonly Language[];
}
