import type { IndexRecord } from "@threshold/sealing/content";
import type { Layer } from "./match.ts";

/** A segment of the index, opened. */
export interface OpenSegment {
  readonly id: string;
  readonly version: number;
  readonly size: number;
  /** Empty where it could not be opened. */
  readonly records: readonly IndexRecord[];
  readonly damaged: boolean;
}

/** What is kept of each case: marks of all its records since it was last forgotten. @param segments the oldest first */
export function standing(
  segments: readonly OpenSegment[],
): ReadonlyMap<number, ReadonlyMap<string, readonly number[]>> {
  const byVersion = new Map<number, Map<string, number[]>>();
  for (const { version, records } of segments) {
    for (const { case: id, marks } of records) {
      if (marks.length === 0) {
        // Forgotten under any key: a later key says nothing of what an earlier one kept.
        for (const cases of byVersion.values()) cases.delete(id);
        continue;
      }
      const cases = byVersion.get(version) ?? new Map<string, number[]>();
      byVersion.set(version, cases);
      const before = cases.get(id);
      cases.set(id, before === undefined ? [...marks] : [...new Set([...before, ...marks])]);
    }
  }
  return byVersion;
}

/** The same as flat arrays, for looking through. */
export function layersOf(kept: ReturnType<typeof standing>): Layer[] {
  return [...kept].map(([version, cases]) => {
    const length = [...cases.values()].reduce((sum, marks) => sum + marks.length, 0);
    const marks = new Float64Array(length);
    const owners = new Uint32Array(length);
    let at = 0;
    for (const [owner, own] of [...cases.values()].entries()) {
      marks.set(own, at);
      owners.fill(owner, at, at + own.length);
      at += own.length;
    }
    return { version, marks, owners, cases: [...cases.keys()] };
  });
}
