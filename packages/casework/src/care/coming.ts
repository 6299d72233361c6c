import { addDays, daysBetween } from "./days.ts";
import type { ChildStepRecord } from "./record.ts";
import type { Standing } from "./slots.ts";

/** A day that a child's step is about and that comes by itself: she turns 18 on it, whether anybody is ready or not. */
export interface Coming {
  readonly step: string;
  readonly day: string;
  /** Days before it on which somebody is told, the most first. */
  readonly ahead: readonly number[];
  /** True while the step is open. */
  readonly open: boolean;
}

/** Days that steps are about. @param ahead for each step that is about a day, how many days before it somebody is told */
export function comingOf(
  steps: ReadonlyMap<string, Standing<ChildStepRecord>>,
  ahead: ReadonlyMap<string, readonly number[]>,
): readonly Coming[] {
  return [...ahead].flatMap(([step, days]) => {
    const record = steps.get(step)?.now.record;
    if (record?.day == null) return [];
    return [{ step, day: record.day, ahead: [...days].sort((a, b) => b - a), open: record.state === "open" }];
  });
}

/**
 * True from the day on which somebody is first told: months before, while it is not prepared; in its last days, once it is. A day that has
 * passed stays while its step is open, and goes with it.
 */
export function isNear({ day, ahead, open }: Coming, today: string): boolean {
  const left = daysBetween(today, day);
  const from = open ? ahead[0] : ahead.at(-1);
  return left <= (from ?? 0) && (open || left >= 0);
}

/** Days on which somebody is told of it, the day itself with them. */
export function toldOn({ day, ahead, open }: Coming): readonly string[] {
  return [...(open ? ahead : ahead.slice(-1)), 0].map((before) => addDays(day, -before));
}
