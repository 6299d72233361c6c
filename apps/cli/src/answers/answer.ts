import type { Assessment } from "@threshold/identification";
import type { Where } from "../cases/row.ts";
import type { Explained } from "./explanation.ts";

/** What came of one row. */
export interface Answer {
  readonly assessment: Assessment;
  readonly where: Where;
  /** Null where it was not asked for. */
  readonly explained: Explained | null;
}

/** All sentences of an explanation, in their order. */
export function sentencesOf({ why, missing, change }: Explained): string[] {
  return [...why, ...missing, ...change];
}
