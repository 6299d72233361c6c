import { type CaseError, nearest } from "@threshold/identification";

/** Checks a value; every fault with its field, so that one reading finds them all. */
export interface Shape {
  check(value: unknown, field: string): readonly CaseError[];
}

const LONGEST = 64;

const typed = (needed: string, fits: (value: unknown) => boolean): Shape => ({
  check: (value, field) =>
    fits(value) ? [] : [{ field, code: "wrong-type", given: typeName(value), nearest: needed }],
});

const text = typed("string", (value) => typeof value === "string");

export const Shape = Object.freeze({
  any: typed("value", () => true),
  text,
  flag: typed("boolean", (value) => typeof value === "boolean"),
  orNull: (shape: Shape): Shape => ({
    check: (value, field) => (value === null ? [] : shape.check(value, field)),
  }),
  /** One of these texts, or of these flags. */
  of: (...known: readonly (string | boolean)[]): Shape => ({
    check(value, field) {
      if (known.some((one) => one === value)) return [];
      if (typeof value !== typeof known[0]) return typed(typeof known[0], () => false).check(value, field);
      const given = String(value);
      return [
        { field, code: "unknown-value", given: given.slice(0, LONGEST), nearest: nearest(given, known.map(String)) },
      ];
    },
  }),
  list: (item: Shape): Shape => ({
    check(value, field) {
      if (!Array.isArray(value)) return typed("array", () => false).check(value, field);
      return value.flatMap((one: unknown, index) => item.check(one, `${field}[${index}]`));
    },
  }),
  /** An object with these fields and no other; a missing one is a fault where it is `needed`. */
  object: (fields: Readonly<Record<string, Shape>>, ...needed: readonly string[]): Shape => ({
    check(value, field) {
      if (!isObject(value)) return typed("object", () => false).check(value, field);
      const at = (name: string): string => `${field === "" ? "" : `${field}.`}${name.slice(0, LONGEST)}`;
      const unknown = Object.keys(value)
        .filter((name) => !Object.hasOwn(fields, name))
        .map(
          (name): CaseError => ({
            field: at(name),
            code: "unknown-field",
            given: name.slice(0, LONGEST),
            nearest: null,
          }),
        );
      const wrong = Object.entries(fields).flatMap(([name, shape]) => {
        const given = Object.hasOwn(value, name) ? value[name] : undefined;
        return given === undefined && !needed.includes(name) ? [] : shape.check(given, at(name));
      });
      return [...unknown, ...wrong];
    },
  }),
});

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
