import careJson from "@knowledge/care.json";
import countryJson from "@knowledge/country.json";
import guidanceJson from "@knowledge/guidance.json";
import type { Call, CountryNumbers } from "./numbers.ts";

interface Item {
  readonly id: string;
}
/** A step of a child's case, with what the list wants to know at it. */
export interface ChildStep extends Item {
  readonly tells?: boolean;
  readonly asks?: boolean;
  readonly around?: readonly string[];
  readonly ahead?: readonly number[];
  readonly changes?: readonly string[];
}
/** A step of the alarm. */
export interface AlarmStep extends Item {
  readonly ages?: readonly string[];
  readonly call?: Call;
  readonly page?: boolean;
}
// The build checked these files against their schemas.
const lists = careJson as { readonly childSteps: readonly ChildStep[]; readonly alarmSteps: readonly AlarmStep[] };

export const childStepList = lists.childSteps;
/** For each step that is about a day: how many days before it somebody is told. */
export const stepsAhead: ReadonlyMap<string, readonly number[]> = new Map(
  lists.childSteps.flatMap(({ id, ahead }) => (ahead === undefined ? [] : [[id, ahead] as const])),
);
/** What is done at once, in its order; some of it in a child's case alone. */
export const alarmStepsOf = (child: boolean): readonly AlarmStep[] =>
  lists.alarmSteps.filter(({ ages }) => child || ages === undefined);

/** Nine rules for every talk with a child (VI.3). */
export const childRules = (guidanceJson as { readonly childRules: readonly Item[] }).childRules.map(({ id }) => id);

export const country = countryJson as CountryNumbers;
