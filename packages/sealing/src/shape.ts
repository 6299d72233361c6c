/**
 * Hand-written checks of what was opened. Keys that a newer program added are let through: a story that can be read matters
 * more than one that is tidy. Everything this program reads must have its type.
 */
export type Check = (value: unknown) => boolean;

const longestText = 200_000;
const longestList = 1000;

export const text: Check = (value) => typeof value === "string" && value.length <= longestText;
export const flag: Check = (value) => typeof value === "boolean";
export const nothing: Check = (value) => value === null;
export const is =
  (...allowed: readonly (string | number)[]): Check =>
  (value) =>
    allowed.some((one) => one === value);
export const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
export const list =
  (item: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= longestList && value.every(item);
/** A key that an older program does not write: it may be missing. */
export const optional = (check: Check): Check => either((value) => value === undefined, check);
export const object =
  (fields: { readonly [key: string]: Check }): Check =>
  (value) =>
    isObject(value) &&
    Object.entries(fields).every(([key, check]) => check(Object.hasOwn(value, key) ? value[key] : undefined));

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
