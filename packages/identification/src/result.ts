import { type Count, isTreatedAsChild } from "./count.ts";
import type { Result } from "./list.ts";
import { hasOne, hasTwo, mark, type Tally } from "./tally.ts";

/** The rules of the result, each alone. `tally` is passed apart from the count, so that one more sign can be tried. */
type Holds = (count: Count, tally: Tally) => boolean;

/** One direct sign (IV.3, V.2). */
const P1: Holds = (count, tally) =>
  hasOne(tally, mark.direct) || (hasOne(tally, mark.childDirect) && isTreatedAsChild(count, tally));

/** The person says so herself (IV.3). */
const P2: Holds = (count) => count.claims;

/** Exploitative conditions: two signs, or one with a labour form seen or said (VI.2.1). Also a purpose (`elements.ts`). */
export const conditionsSuffice: Holds = ({ form }, tally) =>
  hasTwo(tally, mark.condition) || (hasOne(tally, mark.condition) && form?.sure === true && form.form.labour);

/** Two signs met on the spot, after exploitation or on return (VI.5, VI.6). */
const P4: Holds = (_count, tally) => hasTwo(tally, mark.after);

/** A child, or a person treated as one, with a form seen or said (II.2, V.4.1). */
const P5: Holds = (count, tally) => count.form?.sure === true && isTreatedAsChild(count, tally);

/** Recruited or moved before exploitation began: an act with a form intended, seen or said (V.2). */
const P6: Holds = ({ acts, form }, tally) =>
  form?.sure === true && form.stage === "intended" && (acts.length > 0 || hasOne(tally, mark.act));

export const presuming = { P1, P2, P3: conditionsSuffice, P4, P5, P6 } as const;

/** The result of a case: the lowest threshold that any rule reaches (IV.3). It is never "not a victim". */
export function resultOf(count: Count, tally: Tally): Result {
  if (
    P1(count, tally) ||
    P2(count, tally) ||
    conditionsSuffice(count, tally) ||
    P4(count, tally) ||
    P5(count, tally) ||
    P6(count, tally)
  )
    return "presumed";
  // Q1 to Q4: whatever raises a doubt and presumes nothing (Preface, IV.1).
  return hasOne(tally, mark.any) || count.form !== null || count.acts.length > 0 ? "potential" : "none";
}
