import fc from "fast-check";

/** A JSON Schema as our routes declare them. */
export interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * Values that fit a schema, mostly: what makes them fit is left out now and then.
 * @param ids values that mean something to the server, tried wherever their shape fits
 */
export function fitting(shape: Shape, ids: readonly string[], depth = 0): fc.Arbitrary<unknown> {
  if (shape.allOf) return fitting(Object.assign({}, ...shape.allOf), ids, depth);
  if (shape.anyOf) return fc.oneof(...shape.anyOf.map((one) => fitting(one, ids, depth)));
  if ("const" in shape) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  switch (shape.type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return fc.integer({ min: Math.max(shape.minimum ?? 0, -1e9), max: Math.min(shape.maximum ?? 1e6, 2 ** 31 - 1) });
    case "string":
      return fittingText(shape, ids);
    case "array": {
      const most = Math.min(shape.maxItems ?? 3, Math.max(shape.minItems ?? 0, 3));
      return fc.array(fitting(shape.items ?? {}, ids, depth + 1), { minLength: shape.minItems ?? 0, maxLength: most });
    }
    case "object": {
      const fields = Object.entries(shape.properties ?? {}).map(([name, one]) => [name, fitting(one, ids, depth + 1)]);
      const made: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(fields);
      return fc.record(made, { requiredKeys: [...(shape.required ?? [])] });
    }
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function fittingText({ pattern, minLength = 0, maxLength = 60 }: Shape, ids: readonly string[]): fc.Arbitrary<string> {
  const fits = (text: string) =>
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, "u").test(text));
  const known = ids.filter(fits);
  const made =
    pattern === undefined
      ? fc.string({ minLength, maxLength: Math.min(maxLength, 60), unit: "grapheme" })
      : fc
          .stringMatching(new RegExp(pattern))
          .map((text) => (text.length > maxLength ? text.slice(0, maxLength) : text));
  return known.length === 0
    ? made
    : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: made });
}

/** What nobody sends by mistake. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    ...[
      null,
      true,
      -1,
      0,
      2 ** 53,
      1e308,
      -0.5,
      "",
      " ",
      "\u0000",
      "\ud800",
      "\u202e",
      "a".repeat(70_000),
      "٣",
      "%00",
      "../..",
      "$\u007b7*7}",
    ],
    ...["'; drop table threshold.entry; --", "<img src=x onerror=alert(1)>", "constructor", "__proto__", [], {}],
    ...[
      [[[[[]]]]],
      { __proto__x: 1 },
      { length: -1 },
      Array(300).fill("x"),
      "2026-13-45T99:99:99Z",
      `${"a".repeat(50)}!`,
    ],
  ),
);

/** A value with one place of it changed, taken out or added: what a schema must notice, or the code behind it. */
export function spoilt(value: unknown): fc.Arbitrary<unknown> {
  return fc.tuple(fc.nat(), hostile, fc.constantFrom("set", "drop", "add")).map(([at, other, how]) => {
    const copy = structuredClone(value);
    const places = placesIn(copy);
    const place = places[at % Math.max(1, places.length)];
    if (place === undefined) return other;
    if (how === "add" && !Array.isArray(place.in)) (place.in as Record<string, unknown>).surplus = other;
    else if (how === "drop" && !Array.isArray(place.in)) delete (place.in as Record<string, unknown>)[place.key];
    else (place.in as Record<string, unknown>)[place.key] = other;
    return copy;
  });
}

function placesIn(value: unknown): { readonly in: object; readonly key: string }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [{ in: value, key }, ...placesIn(inner)]);
}
