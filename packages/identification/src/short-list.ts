import type { CaseInput } from "./assessment.ts";
import { catalogueOf } from "./catalogue.ts";
import type { IndicatorList } from "./list.ts";
import { suits } from "./look-next.ts";

/** How many signs open at once: a list that is short enough to be used (I, III.4). */
export const FIRST = 12;

export interface ShortList {
  /** The likeliest signs of the situation, at most twelve. */
  readonly first: readonly string[];
  /** The situation's other signs, then every other sign of the list: all within reach, none twice. */
  readonly rest: readonly string[];
}

/**
 * The signs to offer where a person of this age is met, the likeliest first. Signs that do not suit the age are left out;
 * where the age is open, all stay. An unknown situation, or null, offers the whole list in its order.
 */
export function shortList(list: IndicatorList, situation: string | null, age: CaseInput["age"]): ShortList {
  const { signById } = catalogueOf(list);
  const child = age === "child" || age === "unsure-claims-child";
  const met = list.situations.find(({ id }) => id === situation);
  const likely = met === undefined ? [] : [...((child && met.childSigns) || []), ...met.signs];
  const fitting = (ids: readonly string[]): string[] =>
    ids.filter((id) => {
      const sign = signById.get(id);
      return sign !== undefined && suits(sign.indicator, child, age === "unsure");
    });
  const offered = [...new Set(fitting(likely))];
  const all = new Set([...offered, ...fitting(list.indicators.map(({ id }) => id))]);
  const first = met === undefined ? [...all].slice(0, FIRST) : offered.slice(0, FIRST);
  return { first, rest: [...all].slice(first.length) };
}
