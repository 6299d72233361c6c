import type { Catalogue, Sign } from "./catalogue.ts";
import { type Count, isOpen, isTreatedAsChild } from "./count.ts";
import { actOf, meansOf, purposeOf } from "./elements.ts";
import type { Indicator } from "./list.ts";
import { resultOf } from "./result.ts";
import { plus, type Tally } from "./tally.ts";

const MOST = 3;

/** More than all steps of the elements together, so that a step of the result always weighs more. */
const RESULT_WEIGHT = 8;

/**
 * At most three signs, not yet answered and fitting the age, that would change the result most, then the elements most,
 * then as the list orders them. Signs that would change nothing are left out.
 */
export function lookNextOf(catalogue: Catalogue, count: Count): string[] {
  const { tally } = count;
  const now = height(count, tally);
  const gains: number[] = [];
  let most = 0;
  for (const { marks } of catalogue.kinds) {
    const gain = height(count, plus(tally, marks)) - now;
    gains.push(gain);
    if (gain > most) most = gain;
  }
  const best: string[] = [];
  for (let gain = most; gain > 0 && best.length < MOST; gain--) {
    const equals: Sign[] = [];
    for (let kind = 0; kind < gains.length; kind++) {
      if (gains[kind] === gain) addFirstOpen(equals, count, catalogue.kinds[kind]?.signs ?? []);
    }
    equals.sort((a, b) => a.index - b.index);
    for (const sign of equals) if (best.length < MOST) best.push(sign.id);
  }
  return best;
}

/** Adds the first signs of one kind that can be asked about; more than are handed out are never needed. */
function addFirstOpen(found: Sign[], count: Count, signs: readonly Sign[]): void {
  const child = isTreatedAsChild(count, count.tally);
  let added = 0;
  for (const sign of signs) {
    if (!isOpen(count, sign) || !suits(sign.indicator, child, count.ageOpen)) continue;
    found.push(sign);
    added++;
    if (added === MOST) return;
  }
}

/**
 * How far up its steps a case has come: none, potential, presumed; not yet, intended, exploited … Used only to compare a
 * case with itself and one sign more, never handed out.
 */
function height(count: Count, tally: Tally): number {
  const result = resultOf(count, tally);
  const means = meansOf(count, tally);
  const purpose = purposeOf(count, tally);
  return (
    RESULT_WEIGHT * up(result === "presumed", result === "potential") +
    up(false, actOf(count, tally) === "supported") +
    up(means === "not-required", means === "supported") +
    up(purpose === "exploited", purpose === "intended")
  );
}

function up(top: boolean, middle: boolean): 0 | 1 | 2 {
  if (top) return 2;
  return middle ? 1 : 0;
}

/** Whether a sign can be asked about at this age. Where the age is open, signs of both ages can. */
export function suits(indicator: Indicator, child: boolean, ageOpen: boolean): boolean {
  if (child) return indicator.ages.includes("child");
  return ageOpen || indicator.ages.includes("adult");
}
