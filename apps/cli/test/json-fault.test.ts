import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonFault } from "../src/json-fault.ts";

test.each([
  ["", 1, 1],
  ["{", 1, 2],
  ['{"a":}', 1, 6],
  ["[1,]", 1, 4],
  ['[\n  "a"\n  "b"\n]', 3, 3],
  ["[\r\n  tru\r\n]", 2, 3],
  ['{"a" 1}', 1, 6],
  ["{a: 1}", 1, 2],
  ["[01]", 1, 3],
  ['"a\nb"', 1, 3],
  ['"\\x"', 1, 2],
  ["[] x", 1, 4],
  ["[}", 1, 2],
])("%j breaks at line %i, column %i", (text, line, column) => {
  expect(jsonFault(text)).toEqual({ line, column });
});

test("agrees with JSON.parse about what is JSON", () => {
  const spoilt = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom("", ",", "}", "]", '"', "\\", "\n", "0", "-", "e", ":", "t", "\t", "\u00a0"),
    )
    .map(([text, at, piece]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + piece + text.slice(place + (at % 2));
    });
  fc.assert(
    fc.property(fc.oneof(fc.json(), spoilt, fc.string()), (text) => {
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      expect(jsonFault(text) === null).toBe(valid);
    }),
    { numRuns: 5000 },
  );
});

test("a deeply nested text is no danger", () => {
  expect(jsonFault("[".repeat(1_000_000))).toEqual({ line: 1, column: 1_000_001 });
});
