import type { Indicator } from "./list.ts";

/**
 * What a sign counts as, as bits. The rules only ever ask whether there is one such sign, or two, so two numbers answer
 * everything about the signs of a case; and what one more sign would change is found by adding its marks, not by judging
 * the whole case again.
 */
export const mark = {
  /** Raises a doubt at all: every sign but those that only describe a group. */
  any: 1 << 0,
  direct: 1 << 1,
  directMeans: 1 << 2,
  directPurpose: 1 << 3,
  /** Direct only for a child, kept apart because another sign can make the person one to treat as a child. */
  childDirect: 1 << 4,
  childDirectPurpose: 1 << 5,
  act: 1 << 6,
  condition: 1 << 7,
  after: 1 << 8,
  control: 1 << 9,
  deception: 1 << 10,
  doubtfulPapers: 1 << 11,
} as const;

/** The marks of which a rule asks for two signs; of no other is a second one noted. */
const askedTwice = mark.condition | mark.after;

/** The marks that at least one sign has, and those asked for twice that at least two have. */
export interface Tally {
  readonly once: number;
  readonly twice: number;
}

export const emptyTally: Tally = { once: 0, twice: 0 };

/** The tally with one more sign of these marks. */
export function plus({ once, twice }: Tally, marks: number): Tally {
  return { once: once | marks, twice: twice | (once & marks & askedTwice) };
}

/** A tally as one small number: two tallies have the same where they are equal. */
export function tallyNumber(tally: Tally): number {
  const twice = (hasTwo(tally, mark.condition) ? 1 : 0) + (hasTwo(tally, mark.after) ? 2 : 0);
  return tally.once * 4 + twice;
}

export function hasOne(tally: Tally, wanted: number): boolean {
  return (tally.once & wanted) !== 0;
}

export function hasTwo(tally: Tally, wanted: number): boolean {
  return (tally.twice & wanted) !== 0;
}

/** The marks of an indicator; `used`: somebody used this vulnerability, which makes it a direct sign of means. */
export function marksOf({ direct, directFor, elements, roles }: Indicator, used: boolean): number {
  if (roles.includes("group") && !used) return 0;
  const isDirect = direct || used;
  const forChild = !isDirect && directFor === "child";
  const purpose = elements.includes("purpose");
  const marks: readonly (readonly [number, boolean])[] = [
    [mark.any, true],
    [mark.direct, isDirect],
    [mark.directMeans, used || (direct && elements.includes("means"))],
    [mark.directPurpose, isDirect && purpose],
    [mark.childDirect, forChild],
    [mark.childDirectPurpose, forChild && purpose],
    [mark.act, elements.includes("act")],
    [mark.condition, roles.includes("condition")],
    [mark.after, roles.includes("after")],
    [mark.control, roles.includes("control")],
    [mark.deception, roles.includes("deception")],
    [mark.doubtfulPapers, roles.includes("doubtful-papers")],
  ];
  return marks.reduce((sum, [bit, holds]) => (holds ? sum | bit : sum), 0);
}
