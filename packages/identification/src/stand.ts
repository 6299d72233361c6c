import type { Assessment } from "./assessment.ts";
import type { Count } from "./count.ts";
import { actOf, meansOf, purposeOf } from "./elements.ts";
import { resultOf } from "./result.ts";
import type { Tally } from "./tally.ts";

/** Where a case stands: what one more observation could change. */
export type Stand = Pick<Assessment, "result" | "act" | "means" | "purpose">;

/** `tally` is passed apart from the count, so that one more sign can be tried. */
export function standOf(count: Count, tally: Tally): Stand {
  return {
    result: resultOf(count, tally),
    act: actOf(count, tally),
    means: meansOf(count, tally),
    purpose: purposeOf(count, tally),
  };
}

/** What differs between two stands, as text keys: the result first, then the elements. Empty where nothing does. */
export function differences(now: Stand, then: Stand): string[] {
  const changed = then.result === now.result ? [] : [`result-short.${then.result}`];
  for (const element of ["act", "means", "purpose"] as const) {
    if (then[element] !== now[element]) changed.push(`explain.to.${element}.${then[element]}`);
  }
  return changed;
}
