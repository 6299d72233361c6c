import type { Assessment } from "./assessment.ts";
import type { Catalogue, Sign } from "./catalogue.ts";
import { type Count, isOpen, isTreatedAsChild } from "./count.ts";
import { actOf, meansOf, purposeOf } from "./elements.ts";
import type { Indicator, Result } from "./list.ts";
import { resultOf } from "./result.ts";
import { plus, type Tally } from "./tally.ts";

const MOST = 3;

/** The steps of a result and of each element, upwards. A sign that is added never steps down. */
export const steps = {
  result: { none: 0, potential: 1, presumed: 2 } satisfies Record<Result, number>,
  act: { "not-yet": 0, supported: 1 } satisfies Record<Assessment["act"], number>,
  means: { "not-yet": 0, supported: 1, "not-required": 2 } satisfies Record<Assessment["means"], number>,
  purpose: { "not-yet": 0, intended: 1, exploited: 2 } satisfies Record<Assessment["purpose"], number>,
} as const;

/** More than all steps of the elements together, so that a step of the result always weighs more. */
const RESULT_WEIGHT = 8;

/**
 * At most three signs, not yet answered and fitting the age, that would change the result most, then the elements most,
 * then as the list orders them. Signs that would change nothing are left out.
 */
export function lookNextOf(catalogue: Catalogue, count: Count): string[] {
  const { tally } = count;
  const now = height(count, tally);
  const gains = catalogue.kinds.map((marks) => height(count, plus(tally, marks)) - now);
  const child = isTreatedAsChild(count, tally);
  const best: { id: string; gain: number }[] = [];
  /** What a sign has to gain to be among the best. */
  let least = 1;
  for (let index = 0; index < catalogue.signs.length; index++) {
    const gain = gains[catalogue.kindOf[index] ?? 0] ?? 0;
    if (gain < least) continue;
    const sign = catalogue.signs[index] as Sign;
    if (!isOpen(count, sign) || !suits(sign.indicator, child, count.ageOpen)) continue;
    let place = best.length;
    while (place > 0 && gain > (best[place - 1]?.gain ?? 0)) place--;
    best.splice(place, 0, { id: sign.id, gain });
    if (best.length > MOST) best.pop();
    // Of equals the first in the list stays, so a later one has to gain more.
    if (best.length === MOST) least = (best[MOST - 1]?.gain ?? 0) + 1;
  }
  return best.map(({ id }) => id);
}

/** How far a case has come. Used only to compare it with itself and one sign more; never handed out. */
function height(count: Count, tally: Tally): number {
  return (
    steps.result[resultOf(count, tally)] * RESULT_WEIGHT +
    steps.act[actOf(count, tally)] +
    steps.means[meansOf(count, tally)] +
    steps.purpose[purposeOf(count, tally)]
  );
}

/** Whether a sign can be asked about at this age. Where the age is open, signs of both ages can. */
export function suits(indicator: Indicator, child: boolean, ageOpen: boolean): boolean {
  if (child) return indicator.ages.includes("child");
  return ageOpen || indicator.ages.includes("adult");
}
