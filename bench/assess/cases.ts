import { readFileSync } from "node:fs";
import type { Assessment, CaseInput, Indicator, IndicatorList } from "@threshold/identification";

/** What all three must agree on. */
export type Verdict = Pick<Assessment, "result" | "act" | "means" | "purpose">;

/** The real list, cut down to the 67 indicators of the Delphi survey: the part that any rule engine can be given. */
export function delphiList(): IndicatorList {
  const file = new URL("../../knowledge/dist/list.json", import.meta.url);
  const list = JSON.parse(readFileSync(file, "utf8")) as IndicatorList;
  const indicators = list.indicators.filter(({ dimension }) => dimension !== undefined);
  if (indicators.length !== 67) throw new Error(`the Delphi survey has 67 indicators, the list ${indicators.length}`);
  return { ...list, indicators };
}

/** The signs each rule asks for, worked out once: how a rule file for another engine would be generated from the list. */
export interface Groups {
  readonly counted: readonly string[];
  readonly direct: readonly string[];
  readonly directForChild: readonly string[];
  readonly directMeans: readonly string[];
  readonly directPurpose: readonly string[];
  readonly directPurposeForChild: readonly string[];
  readonly act: readonly string[];
  readonly condition: readonly string[];
  readonly after: readonly string[];
  readonly control: readonly string[];
  readonly deception: readonly string[];
  /** Direct signs of means once somebody used them. */
  readonly usable: readonly string[];
  readonly labourForms: readonly string[];
}

export function groupsOf(list: IndicatorList): Groups {
  const ids = (fits: (sign: Indicator) => boolean) =>
    list.indicators.filter((sign) => !sign.roles.includes("group") && fits(sign)).map(({ id }) => id);
  const withRole = (role: Indicator["roles"][number]) => ids(({ roles }) => roles.includes(role));
  const forChild = ({ direct, directFor }: Indicator) => !direct && directFor === "child";
  return {
    counted: ids(() => true),
    direct: ids(({ direct }) => direct),
    directForChild: ids(forChild),
    directMeans: ids(({ direct, elements }) => direct && elements.includes("means")),
    directPurpose: ids(({ direct, elements }) => direct && elements.includes("purpose")),
    directPurposeForChild: ids((sign) => forChild(sign) && sign.elements.includes("purpose")),
    act: ids(({ elements }) => elements.includes("act")),
    condition: withRole("condition"),
    after: withRole("after"),
    control: withRole("control"),
    deception: withRole("deception"),
    usable: list.indicators.filter(({ vulnerability }) => vulnerability).map(({ id }) => id),
    labourForms: list.forms.filter(({ labour }) => labour).map(({ id }) => id),
  };
}

/** Random cases, the same ones for the same seed: nought to seven signs, and about half of them with a form. */
export function randomCases(list: IndicatorList, count: number, seed: number): CaseInput[] {
  const random = generator(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
  const some = (values: readonly string[], most: number) => {
    const wanted = below(most + 1);
    return [...new Set(Array.from({ length: wanted }, () => one(values)))];
  };
  const likely = (chance: number) => random() < chance;
  const ids = list.indicators.map(({ id }) => id);
  // Without direct signs too, so that the quieter rules decide as often as the loud one.
  const quiet = list.indicators.filter(({ direct }) => !direct).map(({ id }) => id);
  const usable = list.indicators.filter(({ vulnerability }) => vulnerability).map(({ id }) => id);
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    age: one(["adult", "child", "unsure", "unsure-claims-child"] as const),
    form: likely(0.5)
      ? {
          id: one(list.forms).id,
          basis: one(["seen", "said", "suspected"] as const),
          stage: one(["happening", "intended", null] as const),
        }
      : null,
    act: likely(0.3) ? some(list.acts, 2) : [],
    present: some(likely(0.5) ? quiet : ids, 7),
    absent: some(ids, 10),
    used: likely(0.1) ? some(usable, 2) : [],
    claims: likely(0.05),
    statements: [],
    offence: false,
    supervised: false,
  }));
}

/** Mulberry32: numbers from 0 to below 1, spread well enough for test cases. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
