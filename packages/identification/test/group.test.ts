import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Assessment, assess, type Indicator, type IndicatorList, parse } from "../src/index.ts";
import { anyCase, anyCloseCase, anyQuietCase, caseOf } from "./support/cases.ts";
import { list, signsWhere } from "./support/list.ts";

/** Any indicator an author could write, group or not, with every property that the rules read. */
const anySign: fc.Arbitrary<Omit<Indicator, "id">> = fc.record(
  {
    direct: fc.boolean(),
    directWhen: fc.constant("used-by-someone" as const),
    directFor: fc.constant("child" as const),
    elements: fc.subarray(["act", "means", "purpose"] as const),
    roles: fc.subarray(["condition", "after", "control", "deception", "risk", "doubtful-papers", "group"] as const),
    phase: fc.constantFrom("before", "recruitment", "transfer", "exploitation", "after"),
    ages: fc.constantFrom(["adult"], ["child"], ["adult", "child"]) as fc.Arbitrary<("adult" | "child")[]>,
    forms: fc.subarray(list.forms.map(({ id }) => id).slice(0, 3)),
    vulnerability: fc.boolean(),
    dimension: fc.constantFrom(...list.dimensions.map(({ id }) => id)),
    adultLabour: fc.constantFrom("strong", "medium", "weak"),
    childLabour: fc.constantFrom("strong", "medium", "weak"),
    sections: fc.constant(["V.2"]),
  },
  {
    requiredKeys: ["direct", "elements", "roles", "phase", "ages", "forms", "vulnerability", "sections"],
  },
);

/** The real list's rules over invented indicators. */
const anyList: fc.Arbitrary<IndicatorList> = fc
  .array(anySign, { minLength: 4, maxLength: 24 })
  .map((signs) => ({ ...list, indicators: signs.map((sign, index) => ({ id: `sign-${index}`, ...sign })) }));

/** All of an answer that could count for or against a person; actions may still name a sign that was noticed. */
function weight({
  result,
  act,
  means,
  purpose,
  treatAsChild,
  reasons,
  guards,
  delphi,
  elements,
  lookNext,
}: Assessment) {
  return { result, act, means, purpose, treatAsChild, reasons, guards, delphi, elements, lookNext };
}

describe("what only describes a group", () => {
  const marked = signsWhere((sign) => sign.roles.includes("group"));

  test("of the real list never changes anything, however many, until somebody used it", () => {
    for (const cases of [anyCase, anyQuietCase, anyCloseCase]) {
      fc.assert(
        fc.property(cases, fc.subarray(marked, { minLength: 1 }), (input, more) => {
          const without = { ...input, present: input.present.filter((id) => !marked.includes(id)) };
          const unused = more.filter((id) => !input.used.includes(id));
          expect(weight(assess(list, { ...without, present: [...without.present, ...unused] }))).toEqual(
            weight(assess(list, without)),
          );
        }),
        { numRuns: 400 },
      );
    }
  });

  test("of any list: a group that a list's author gave every other property to raises nothing either", () => {
    fc.assert(
      fc.property(anyList, anyCase, (generated, input) => {
        const group = generated.indicators.filter(({ roles }) => roles.includes("group")).map(({ id }) => id);
        const others = generated.indicators.map(({ id }) => id).filter((id) => !group.includes(id));
        const present = others.filter((_, index) => index % 3 === 0);
        const about = { ...input, present, absent: [], used: [] };
        expect(weight(assess(generated, { ...about, present: [...present, ...group] }))).toEqual(
          weight(assess(generated, about)),
        );
      }),
      { numRuns: 400 },
    );
  });

  test("counts once somebody used it: then it is no longer about a group", () => {
    const [usable = ""] = signsWhere((sign) => sign.roles.includes("group") && sign.vulnerability);
    const nothing = caseOf({ present: [usable] });
    expect(assess(list, nothing)).toMatchObject({ result: "none", means: "not-yet" });
    expect(assess(list, { ...nothing, used: [usable] })).toMatchObject({ result: "presumed", means: "supported" });
  });
});

describe("who somebody is", () => {
  test.each(["ethnicity", "nationality", "religion", "race", "language", "name", "sex", "citizenship", "colour"])(
    "cannot be passed in: %s is refused",
    (field) => {
      const parsed = parse(list, { age: "adult", [field]: "anything" });
      expect(parsed).toMatchObject({ ok: false, errors: [{ field, code: "unknown-field" }] });
    },
  );

  test("changes nothing where it is smuggled past the types", () => {
    fc.assert(
      fc.property(
        anyCase,
        fc.string(),
        fc.constantFrom("ethnicity", "nationality", "religion"),
        (input, value, field) => {
          expect(assess(list, { ...input, [field]: value })).toEqual(assess(list, input));
        },
      ),
    );
  });
});

test("there is never a fourth result, whatever list it is", () => {
  fc.assert(
    fc.property(anyList, anyCase, (generated, input) => {
      const present = generated.indicators.map(({ id }) => id).filter((_, index) => index % 2 === 0);
      expect(["presumed", "potential", "none"]).toContain(assess(generated, { ...input, present }).result);
    }),
  );
});
