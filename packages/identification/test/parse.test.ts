import { describe, expect, test } from "vitest";
import { parse } from "../src/index.ts";
import { distance, nearest } from "../src/nearest.ts";
import { caseOf } from "./support/cases.ts";
import { list, signsWhere } from "./support/list.ts";

const errorsOf = (given: unknown) => {
  const parsed = parse(list, given);
  return parsed.ok ? [] : parsed.errors;
};

describe("missing keys mean unknown", () => {
  test("nothing given", () => {
    expect(parse(list, {})).toEqual({ ok: true, value: caseOf({ age: "unsure" }) });
  });

  test("a form without basis is suspected, without stage has none", () => {
    expect(parse(list, { form: { id: "sexual" } })).toMatchObject({
      ok: true,
      value: { form: { id: "sexual", basis: "suspected", stage: null } },
    });
    expect(parse(list, { form: { id: "sexual", stage: null } })).toMatchObject({ ok: true });
    expect(parse(list, { form: null, id: null })).toMatchObject({ ok: true });
  });
});

describe("unknown ids name the nearest known one", () => {
  test.each([
    ["present", "coercion.document", "coercion.documents"],
    ["absent", "Exploitation.Hours", "exploitation.hours"],
    ["act", "recruitd", "recruited"],
    ["statements", "refuse-help", "refuses-help"],
    ["used", "vulnerability.econmic", "vulnerability.economic"],
  ])("%s: %s", (field, given, near) => {
    expect(errorsOf({ [field]: [given] })).toEqual([
      { field: `${field}[0]`, code: "unknown-id", given, nearest: near },
    ]);
  });

  test("the place in the array is named", () => {
    expect(errorsOf({ present: ["coercion.documents", "coercion.violence", "coercion.violense"] })).toEqual([
      { field: "present[2]", code: "unknown-id", given: "coercion.violense", nearest: "coercion.violence" },
    ]);
  });

  test("a form", () => {
    expect(errorsOf({ form: { id: "beging" } })).toEqual([
      { field: "form.id", code: "unknown-id", given: "beging", nearest: "begging" },
    ]);
  });

  test("a sign that is no vulnerability cannot have been used", () => {
    expect(errorsOf({ used: ["exploitation.hours"] })).toMatchObject([{ field: "used[0]", code: "unknown-id" }]);
    expect(parse(list, { used: signsWhere((sign) => sign.vulnerability) }).ok).toBe(true);
  });
});

describe("nothing is converted", () => {
  test.each([
    ["claims", "true", "string", "boolean"],
    ["offence", 1, "number", "boolean"],
    ["supervised", null, "null", "boolean"],
    ["id", 7, "number", "string"],
    ["age", 17, "number", "string"],
    ["present", "coercion.documents", "string", "array"],
    ["act", null, "null", "array"],
    ["used", {}, "object", "array"],
    ["form", "sexual", "string", "object"],
    ["form", [], "array", "object"],
  ])("%s: %j", (field, given, type, needed) => {
    expect(errorsOf({ [field]: given })).toEqual([{ field, code: "wrong-type", given: type, nearest: needed }]);
  });

  test("a value inside an array, or missing inside a form", () => {
    expect(errorsOf({ present: [null] })).toEqual([
      { field: "present[0]", code: "wrong-type", given: "null", nearest: "string" },
    ]);
    expect(errorsOf({ form: {} })).toEqual([
      { field: "form.id", code: "wrong-type", given: "undefined", nearest: "string" },
    ]);
  });

  test("values that are not possible", () => {
    expect(errorsOf({ age: "chld" })).toEqual([
      { field: "age", code: "unknown-value", given: "chld", nearest: "child" },
    ]);
    expect(errorsOf({ form: { id: "sexual", basis: "sen", stage: "hapening" } })).toEqual([
      { field: "form.basis", code: "unknown-value", given: "sen", nearest: "seen" },
      { field: "form.stage", code: "unknown-value", given: "hapening", nearest: "happening" },
    ]);
  });

  test.each([[null], [[]], ["a case"], [3], [undefined]])("a case that is %j", (given) => {
    expect(errorsOf(given)).toMatchObject([{ field: "", code: "wrong-type", nearest: "object" }]);
  });
});

describe("nothing else can be passed in", () => {
  test.each(["ethnicity", "nationality", "religion", "race", "citizenship", "name", "note"])("%s", (field) => {
    expect(errorsOf({ [field]: "anything" })).toEqual([{ field, code: "unknown-field", given: field, nearest: null }]);
    expect(errorsOf({ form: { id: "sexual", [field]: "x" } })).toMatchObject([
      { field: `form.${field}`, code: "unknown-field" },
    ]);
  });

  test("a likely slip is met with the field's name", () => {
    expect(errorsOf({ presnt: [] })).toEqual([
      { field: "presnt", code: "unknown-field", given: "presnt", nearest: "present" },
    ]);
  });

  test("inherited and hidden names do not count", () => {
    expect(errorsOf(JSON.parse('{"__proto__": {"claims": true}}'))).toMatchObject([
      { field: "__proto__", code: "unknown-field" },
    ]);
    expect(parse(list, Object.create({ claims: true }))).toMatchObject({ ok: true, value: { claims: false } });
    expect(errorsOf({ present: ["constructor"] })).toMatchObject([{ code: "unknown-id" }]);
  });
});

test("everything that is wrong is told at once", () => {
  const errors = errorsOf({ age: 3, present: ["x"], claims: "no", colour: 1 });
  expect(errors.map(({ field }) => field)).toEqual(["colour", "age", "present[0]", "claims"]);
});

test("a hostile case costs little: few errors, short texts, no time", () => {
  const huge = "x".repeat(1_000_000);
  const started = performance.now();
  const errors = errorsOf({ present: Array.from({ length: 100_000 }, () => huge), [huge]: 1 });
  expect(errors).toHaveLength(50);
  for (const { field, given } of errors) expect(field.length + given.length).toBeLessThan(200);
  expect(performance.now() - started).toBeLessThan(2000);
});

test("the nearest is the one with the fewest changed letters", () => {
  expect(distance("kitten", "sitting")).toBe(3);
  expect(distance("", "abc")).toBe(3);
  expect(distance("abc", "abc")).toBe(0);
  expect(nearest("abd", ["xyz", "abc", "abe"])).toBe("abc");
  expect(nearest("abd", [])).toBeNull();
});
