import type { Assessment, Delphi, DelphiClass } from "./assessment.ts";
import type { Catalogue } from "./catalogue.ts";
import { type Count, raises } from "./count.ts";
import type { Indicator, Strength } from "./list.ts";

type ListId = Exclude<Delphi["list"], null>;

/** How many strong, medium and weak signs of one dimension are present. */
export type Strengths = Record<Strength, number>;

/** Enough for a positive dimension: 2 strong, or 1 strong and 1 other, or 3 medium, or 2 medium and 1 weak. */
export function isPositive({ strong, medium, weak }: Strengths): boolean {
  return strong >= 2 || (strong === 1 && medium + weak >= 1) || medium >= 3 || (medium === 2 && weak >= 1);
}

/** The published classes of the adult labour list; other combinations have none. */
export function adultLabourClass(positive: readonly string[]): DelphiClass | null {
  const deceptive = positive.includes("deceptive-recruitment");
  const recruited = deceptive || positive.includes("coercive-recruitment");
  const exploited = positive.includes("exploitation");
  const coerced = positive.includes("coercion-at-destination");
  if (!recruited && !exploited && !coerced) return "no-trafficking-class";
  if (!recruited && exploited && !coerced) return "exploited-worker";
  if (deceptive && exploited && !coerced) return "deception-and-exploitation";
  if (recruited && exploited && coerced) return "trafficking-forced-labour";
  return null;
}

/**
 * The Delphi reading of a case (V.3, VI.4), beside the result and never above or below it. Which list is read follows the
 * form; a list without strengths, and a form without a list, get no verdict.
 */
export function delphiOf(catalogue: Catalogue, count: Count, child: boolean, act: Assessment["act"]): Delphi {
  const pair = count.form?.form.delphi ?? null;
  const list: ListId | null = pair === null ? null : `${child ? "child" : "adult"}-${pair}`;
  const byDimension: (Strengths | undefined)[] = [];
  for (const sign of count.present) {
    // What only describes a group counts for nothing here either, until somebody used it.
    if (sign.dimension < 0 || !raises(count, sign)) continue;
    const strengths = byDimension[sign.dimension] ?? { strong: 0, medium: 0, weak: 0 };
    byDimension[sign.dimension] = strengths;
    const strength = list === null ? undefined : strengthIn(list, sign.indicator);
    if (strength !== undefined) strengths[strength]++;
  }
  const touched: string[] = [];
  const positive: string[] = [];
  catalogue.list.dimensions.forEach(({ id }, place) => {
    const strengths = byDimension[place];
    if (strengths === undefined) return;
    touched.push(id);
    if (isPositive(strengths)) positive.push(id);
  });
  return { list, positive, touched, class: classOf(list, positive, act) };
}

/** Strength of an indicator in a list; none is published for the two sexual-exploitation lists, and none is invented. */
function strengthIn(list: ListId, indicator: Indicator): Strength | undefined {
  if (list === "adult-labour") return indicator.adultLabour;
  if (list === "child-labour") return indicator.childLabour;
  return undefined;
}

function classOf(list: ListId | null, positive: readonly string[], act: Assessment["act"]): DelphiClass | null {
  if (list === "adult-labour") return adultLabourClass(positive);
  // For a child means are not required (Palermo Protocol, article 3 c).
  if (list === "child-labour" && act === "supported" && positive.includes("exploitation"))
    return "child-act-and-exploitation";
  return null;
}
