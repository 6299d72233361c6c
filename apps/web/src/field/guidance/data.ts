import countryJson from "@knowledge/country.json";
import guidanceJson from "@knowledge/guidance.json";
import vocabularyJson from "@knowledge/vocabulary.json";
import { computed } from "@preact/signals";
import type { Result } from "@threshold/identification";
import { assessment, highest, notes } from "../notes/current.ts";
import type { Item, Standing } from "./select.ts";

interface Guidance {
  readonly atOnce: number;
  readonly here: number;
  readonly pinned: number;
  readonly cards: readonly Item[];
  readonly dont: readonly Item[];
  readonly evidence: readonly Item[];
  readonly childRules: readonly Item[];
  readonly childScreens: readonly string[];
  readonly askScreens: readonly string[];
  readonly askOnly: readonly string[];
  readonly ageUnsure: string;
  readonly information: readonly Item[];
  readonly rights: { readonly officer: readonly Item[]; readonly person: readonly Item[] };
  readonly words: Readonly<Record<string, readonly string[]>>;
}
export const guidance = guidanceJson as unknown as Guidance;

interface Numbered {
  readonly id: string;
  readonly phone: string;
}

/** The whole file of the country this app was built for. */
export interface CountryFile {
  readonly id: string;
  readonly invented: boolean;
  readonly languages: readonly string[];
  readonly emergency: readonly Numbered[];
  readonly helplines: readonly Numbered[];
  readonly reflectionDays: number;
  readonly adultAge: number;
  readonly ages: Readonly<Record<string, number>>;
  readonly interview: { readonly may: readonly string[]; readonly observe: readonly string[] };
  readonly authorities: readonly { readonly id: string; readonly phone: string | null }[];
  readonly tell: readonly {
    readonly id: string;
    readonly to: string;
    readonly results: readonly Result[];
    readonly ages?: readonly string[];
    readonly forms?: readonly string[];
    readonly within: number;
    readonly by: "phone" | "written";
  }[];
  readonly stages: Readonly<Record<string, readonly string[]>>;
  readonly forms: readonly string[];
  readonly duties: readonly string[];
  readonly rights: readonly string[];
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
export const country = countryJson as unknown as CountryFile;

export const glossary = (vocabularyJson as unknown as { readonly glossary: readonly string[] }).glossary;

/** Where the officer stands with the person in front. */
export const standing = computed<Standing>(() => ({
  situation: notes.value.situation,
  result: highest.value,
  child: assessment.value.treatAsChild,
}));
