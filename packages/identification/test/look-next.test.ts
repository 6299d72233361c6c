import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Assessment, assess, type CaseInput } from "../src/index.ts";
import { anyCase, anyCloseCase, anyQuietCase, judge } from "./support/cases.ts";
import { ids, list } from "./support/list.ts";

const stairs = {
  result: ["none", "potential", "presumed"],
  act: ["not-yet", "supported"],
  means: ["not-yet", "supported", "not-required"],
  purpose: ["not-yet", "intended", "exploited"],
} as const;
const step = (key: keyof typeof stairs, { [key]: value }: Assessment): number =>
  (stairs[key] as readonly string[]).indexOf(value);

/** The same question answered the slow way: judge again with each sign, and see what it changed. */
function bruteForce(input: CaseInput): string[] {
  const now = assess(list, input);
  const answered = new Set([...input.present, ...input.absent, ...input.used]);
  const open = list.indicators.filter(
    ({ id, ages }) =>
      !answered.has(id) &&
      (now.treatAsChild ? ages.includes("child") : input.age === "unsure" || ages.includes("adult")),
  );
  return open
    .map(({ id }) => {
      const then = assess(list, { ...input, present: [...input.present, id] });
      const gain = (key: keyof typeof stairs): number => step(key, then) - step(key, now);
      return { id, result: gain("result"), elements: gain("act") + gain("means") + gain("purpose") };
    })
    .filter(({ result, elements }) => result !== 0 || elements !== 0)
    .sort((a, b) => b.result - a.result || b.elements - a.elements)
    .slice(0, 3)
    .map(({ id }) => id);
}

describe("what to look at next", () => {
  test.each([
    ["any case", anyCase],
    ["a case without direct signs", anyQuietCase],
    ["a case with no direct sign left", anyCloseCase],
  ])("is what brute force finds, for %s", (_name, cases) => {
    fc.assert(
      fc.property(cases, (input) => {
        expect(assess(list, input).lookNext).toEqual(bruteForce(input));
      }),
      { numRuns: 400 },
    );
  });

  test("is never what was answered", () => {
    const [first = "", second = ""] = judge().lookNext;
    const { lookNext } = judge({ absent: [first], present: [second] });
    expect(lookNext).not.toContain(first);
    expect(lookNext).not.toContain(second);
  });

  test("is nothing where nothing could change any more, or all was answered", () => {
    const full = judge({ claims: true, act: ["recruited"], present: ["coercion.debt-bondage"] });
    expect(full).toMatchObject({ result: "presumed", act: "supported", means: "supported", purpose: "exploited" });
    expect(full.lookNext).toEqual([]);
    expect(judge({ absent: ids }).lookNext).toEqual([]);
  });
});
