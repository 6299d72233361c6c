import { readFileSync } from "node:fs";
import type { Indicator, IndicatorList, Role } from "../../src/index.ts";

/** The real list, as compiled from `knowledge/`. */
export const list = JSON.parse(
  readFileSync(new URL("../../../../knowledge/dist/list.json", import.meta.url), "utf8"),
) as IndicatorList;

export const ids = list.indicators.map(({ id }) => id);

/** The ids of all signs of the real list that fit; fails where there are fewer than a test needs. */
export function signsWhere(fits: (sign: Indicator) => boolean, atLeast = 1): string[] {
  const found = list.indicators.filter(fits).map(({ id }) => id);
  if (found.length < atLeast) throw new Error(`the list has ${found.length} such signs, the test needs ${atLeast}`);
  return found;
}

/** Exactly these roles, and neither direct nor direct for a child: a sign that shows one rule alone. */
export const quiet =
  (...roles: readonly Role[]) =>
  (sign: Indicator): boolean =>
    !sign.direct &&
    sign.directFor === undefined &&
    sign.roles.length === roles.length &&
    roles.every((role) => sign.roles.includes(role));
