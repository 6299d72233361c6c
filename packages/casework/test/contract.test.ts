import { type Status as ContractStatus, Envelope as EnvelopeSchema } from "@threshold/contract";
import type { ProblemName } from "@threshold/contract/errors";
import fc from "fast-check";
import type { Static } from "typebox";
import { expect, expectTypeOf, test } from "vitest";
import type { EntryKind, Envelope } from "../src/envelope.ts";
import type { Refusal } from "../src/rule.ts";
import type { Status } from "../src/state.ts";

/** Without `readonly`, which TypeBox does not write. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T;

test("the envelope here and the contract's schema are one type (checked by the compiler)", () => {
  expectTypeOf<Plain<Envelope>>().toEqualTypeOf<Plain<Static<typeof EnvelopeSchema>>>();
  expectTypeOf<Static<typeof EnvelopeSchema>>().toExtend<Envelope>();
  expectTypeOf<Static<typeof EnvelopeSchema>["kind"]>().toEqualTypeOf<EntryKind>();
  expectTypeOf<Status>().toEqualTypeOf<ContractStatus>();
  expectTypeOf<Refusal>().toExtend<ProblemName>();
});

type Node = { readonly [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const telling = /sign|form|place|name|note|text|reason|person|phone|address|where|story|word|comment|age\b|language/i;
const longest = 64;

/** An enumeration, or a list of one. */
function isCoded(schema: Node, key: string): boolean {
  const value = isNode(schema.properties) ? schema.properties[key] : undefined;
  if (!isNode(value)) return false;
  return Array.isArray(value.enum) || (isNode(value.items) && Array.isArray(value.items.enum));
}

/** Of the very pattern that the entry's own id has. */
function isId(schema: Node, key: string): boolean {
  const { id, [key]: value } = isNode(schema.properties) ? schema.properties : {};
  return isNode(id) && isNode(value) && typeof id.pattern === "string" && value.pattern === id.pattern;
}

/** Everything in a schema that could carry words, as JSON pointers with what is wrong. */
function leaks(schema: unknown, at = ""): string[] {
  if (!isNode(schema)) return [`${at}: no schema`];
  const { const: literal, enum: choice, anyOf, type } = schema;
  if (literal !== undefined) return [];
  if (Array.isArray(choice)) return [];
  if (Array.isArray(anyOf)) return anyOf.flatMap((one, index) => leaks(one, `${at}/anyOf/${index}`));
  if (type === "object") {
    const closed = schema.additionalProperties === false ? [] : [`${at}: open object`];
    const properties = isNode(schema.properties) ? Object.entries(schema.properties) : [];
    // Names of parts, and the one word that says which danger broke the glass, are codes; `replaces` is the id of an entry.
    const coded = (key: string) =>
      (key === "name" && at.endsWith("/parts/items")) ||
      (key === "replaces" && isId(schema, key)) ||
      ((key === "reason" || key === "names") && isCoded(schema, key));
    const names = properties.filter(([key]) => telling.test(key) && !coded(key));
    return [
      ...closed,
      ...names.map(([key]) => `${at}/${key}: telling name`),
      ...properties.flatMap(([key, value]) => leaks(value, `${at}/${key}`)),
    ];
  }
  if (type === "array") {
    const bounded = typeof schema.maxItems === "number" ? [] : [`${at}: endless array`];
    return [...bounded, ...leaks(schema.items, `${at}/items`)];
  }
  if (type === "boolean" || type === "null" || type === "integer") return [];
  if (type === "string") return wordy(schema.pattern).map((why) => `${at}: ${why}`);
  return [`${at}: unexpected type`];
}

/** Only anchored patterns of classes with fixed counts: nothing can be longer than it is written, nothing can hold a space. */
function wordy(pattern: unknown): string[] {
  if (typeof pattern !== "string") return ["free text"];
  const body = /^\^(.*)\$$/.exec(pattern)?.[1];
  if (body === undefined) return ["not anchored"];
  const rest = body.replace(/(\[[^\]\s^\\]+\]|\\d|[a-zA-Z0-9:-])(\{\d+\})?/g, "");
  if (rest !== "") return [`unbounded: ${rest}`];
  const samples = fc.sample(fc.stringMatching(new RegExp(pattern)), 50);
  return samples.filter((text) => /\s/.test(text) || text.length > longest).map((text) => `may hold: ${text}`);
}

test("no envelope can hold free text, a sign, a form or a place", () => {
  expect(leaks(EnvelopeSchema)).toEqual([]);
});

test("that walk finds what it looks for", () => {
  const string = (pattern?: string) => ({ type: "string", ...(pattern === undefined ? {} : { pattern }) });
  const object = (properties: object, closed = true) => ({
    type: "object",
    properties,
    ...(closed ? { additionalProperties: false } : {}),
  });
  const planted = object({
    remark: string(),
    reason: string("^[a-z]{4}$"),
    open: string("[a-z]{4}"),
    endless: string("^[a-z]+$"),
    spaced: string("^[a-z ]{4}$"),
    any: string("^.{4}$"),
    long: string("^[a-z]{65}$"),
    signs: { type: "array", items: { const: "x" } },
    inner: { anyOf: [{ type: "null" }, object({ name: { const: "x" } }, false)] },
    fine: string("^[a-z]{4}-[0-9]{2}$"),
  });
  const found = leaks(planted).map((leak) => leak.split(":")[0]);
  expect([...new Set(found)].sort()).toEqual(
    [
      "/any",
      "/endless",
      "/inner/anyOf/1",
      "/inner/anyOf/1/name",
      "/long",
      "/open",
      "/reason",
      "/remark",
      "/signs",
      "/spaced",
    ].sort(),
  );
});
