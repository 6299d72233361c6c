import type { Knows } from "../knowledge.ts";
import type { CareFlag } from "./flags.ts";
import type { ChildStepRecord, ClosedRecord, ReopenedRecord } from "./record.ts";
import { headsOf, type Placed } from "./slots.ts";

interface Given {
  readonly closed: readonly Placed<ClosedRecord>[];
  readonly reopened: readonly Placed<ReopenedRecord>[];
  readonly childSteps: readonly Placed<ChildStepRecord>[];
  /** Every record, in order. */
  readonly all: readonly Placed[];
  /** Steps that a case of this person must have; none for an adult. */
  readonly required: readonly string[];
}

/**
 * The closing that stands; null while the case is open. It counts where its author knew all that had been recorded, and named a reason for
 * each step of a child's case that was open then; what somebody recorded without knowing of it keeps the case open. Whoever writes on
 * in knowledge of it does not open it again: that is said in so many words.
 */
export function settleClosing(
  { closed, reopened, childSteps, all, required }: Given,
  knows: Knows,
  flag: (entry: string, flag: CareFlag) => void,
): Placed<ClosedRecord> | null {
  const sound = closed.filter((one) => {
    const aside = all.some(
      (other) => other !== one && !knows(one.place, other.place) && !knows(other.place, one.place) && !isClosing(other),
    );
    if (aside) flag(one.entry, "others-worked");
    const left = openSteps(one, childSteps, required, knows);
    const unsaid = left.some((step) => !one.record.unfinished.some((named) => named.step === step && named.why !== ""));
    if (unsaid) flag(one.entry, "child-step-open");
    return !aside && !unsaid;
  });
  for (const one of reopened)
    if (!sound.some((closing) => knows(one.place, closing.place))) flag(one.entry, "not-closed");
  const standing = sound.filter((one) => !reopened.some((again) => knows(again.place, one.place)));
  for (const one of all)
    if (!isClosing(one) && standing.some((closing) => knows(one.place, closing.place)))
      flag(one.entry, "after-closing");
  return standing[0] ?? null;
}

/** Steps that its author knew to be open: required and not said to be done or not needed. */
function openSteps(
  closing: Placed,
  childSteps: readonly Placed<ChildStepRecord>[],
  required: readonly string[],
  knows: Knows,
): readonly string[] {
  const known = childSteps.filter((one) => knows(closing.place, one.place));
  return required.filter((step) => {
    const heads = headsOf(
      known.filter((one) => one.record.step === step),
      knows,
    );
    return heads.length === 0 || heads.some((one) => one.record.state === "open");
  });
}

const isClosing = (one: Placed): boolean => one.record.topic === "closed" || one.record.topic === "reopened";
