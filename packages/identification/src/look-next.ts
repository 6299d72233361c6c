import type { Catalogue, Kind, Sign } from "./catalogue.ts";
import { type Count, insert, isOpen, isTreatedAsChild } from "./count.ts";
import { actOf, meansOf, purposeOf } from "./elements.ts";
import type { Indicator } from "./list.ts";
import { resultOf } from "./result.ts";
import { plus, type Tally, tallyNumber } from "./tally.ts";

const MOST = 3;

/** More than all steps of the elements together, so that a step of the result always weighs more. */
const RESULT_WEIGHT = 8;

/** Standings whose ranking is kept, so that a file of cases ranks each only once; more than files hold, few enough to keep. */
const KEPT = 4096;

/**
 * At most three signs, not yet answered and fitting the age, that would change the result most, then the elements most,
 * then as the list orders them. Signs that would change nothing are left out.
 */
export function lookNextOf(catalogue: Catalogue, count: Count): string[] {
  const child = isTreatedAsChild(count, count.tally);
  const best: Sign[] = [];
  for (const kinds of rankedKinds(catalogue, count)) {
    const from = best.length;
    for (const { signs } of kinds) addFirstOpen(best, from, count, signs, child);
    if (best.length === MOST) break;
  }
  return best.map(({ id }) => id);
}

/** The kinds of signs that would change something, those that would change most first, equals together. */
function rankedKinds(catalogue: Catalogue, count: Count): readonly (readonly Kind[])[] {
  const { ranked } = catalogue;
  const standing = standingOf(count);
  const known = ranked.get(standing);
  if (known !== undefined) return known;
  const now = height(count, count.tally);
  const byGain: Kind[][] = [];
  for (const kind of catalogue.kinds) {
    const gain = height(count, plus(count.tally, kind.marks)) - now;
    if (gain <= 0) continue;
    byGain[gain] ??= [];
    byGain[gain].push(kind);
  }
  const made = byGain.filter((kinds) => kinds !== undefined).reverse();
  if (ranked.size >= KEPT) ranked.clear();
  ranked.set(standing, made);
  return made;
}

/** All of a case that the rules of result and elements ask about, as one number: equal for two cases, they rank alike. */
function standingOf({ tally, form, acts, claims, child, ageOpen }: Count): number {
  let standing = tallyNumber(tally) * 2 + (acts.length > 0 ? 1 : 0);
  standing = standing * 2 + (claims ? 1 : 0);
  standing = standing * 3 + (child ? 1 : ageOpen ? 2 : 0);
  if (form === null) return standing * 13;
  const stage = form.stage === "happening" ? 1 : form.stage === "intended" ? 2 : 0;
  return standing * 13 + 1 + (form.sure ? 6 : 0) + (form.form.labour ? 3 : 0) + stage;
}

/** Adds signs of one kind that can be asked about. From the place `from` on, signs stay in the list's order, and few enough. */
function addFirstOpen(best: Sign[], from: number, count: Count, signs: readonly Sign[], child: boolean): void {
  for (const sign of signs) {
    const last = best[MOST - 1];
    if (last !== undefined && last.index < sign.index) return;
    if (!isOpen(count, sign) || !suits(sign.indicator, child, count.ageOpen)) continue;
    insert(best, sign, from);
    if (best.length > MOST) best.pop();
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

/** Whether a sign, or a form, can be asked about at this age. Where the age is open, signs of both ages can. */
export function suits({ ages }: Pick<Indicator, "ages">, child: boolean, ageOpen: boolean): boolean {
  if (child) return ages.includes("child");
  return ageOpen || ages.includes("adult");
}
