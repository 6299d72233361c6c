import fc from "fast-check";
import { type Assessment, assess, type CaseInput } from "../../src/index.ts";
import { ids, list, signsWhere } from "./list.ts";

/** A case about an adult of whom nothing is known, with what a test adds. */
export function caseOf(known: Partial<CaseInput> = {}): CaseInput {
  return {
    id: null,
    age: "adult",
    form: null,
    act: [],
    present: [],
    absent: [],
    used: [],
    claims: false,
    statements: [],
    offence: false,
    supervised: false,
    ...known,
  };
}

export function judge(known: Partial<CaseInput> = {}): Assessment {
  return assess(list, caseOf(known));
}

/** The distinct rules that an assessment gives as reasons. */
export function rulesOf(assessment: Assessment): string[] {
  return [...new Set(assessment.reasons.map(({ rule }) => rule))];
}

export const form = (
  id: string,
  basis: "seen" | "said" | "suspected",
  stage: "happening" | "intended" | null = null,
) => ({
  id,
  basis,
  stage,
});

const vulnerabilities = signsWhere((sign) => sign.vulnerability);
const some = (values: readonly string[], most: number) => fc.array(fc.constantFrom(...values), { maxLength: most });

/** Any case that can be put to the real list, small ones most. */
export const anyCase: fc.Arbitrary<CaseInput> = fc.record({
  id: fc.option(fc.string({ maxLength: 8 })),
  age: fc.constantFrom("adult", "child", "unsure", "unsure-claims-child"),
  form: fc.option(
    fc.record({
      id: fc.constantFrom(...list.forms.map(({ id }) => id)),
      basis: fc.constantFrom("seen", "said", "suspected"),
      stage: fc.constantFrom("happening", "intended", null),
    }),
  ),
  act: fc.oneof(fc.constant([]), some(list.acts, 2)),
  present: fc.oneof(some(ids, 2), some(ids, 6)),
  absent: fc.oneof(some(ids, 3), some(ids, 30)),
  used: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some(vulnerabilities, 2) }),
  claims: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  statements: some(
    list.statements.map(({ id }) => id),
    2,
  ),
  offence: fc.boolean(),
  supervised: fc.boolean(),
});

/** Any case in which no direct sign is left to look for, so that what is next is a close call. */
export const anyCloseCase: fc.Arbitrary<CaseInput> = fc.tuple(anyCase, fc.subarray([...ids])).map(([input, more]) => {
  const absent = signsWhere((sign) => sign.direct || (sign.roles.includes("risk") && more.includes(sign.id)));
  return { ...input, claims: false, used: [], present: input.present.filter((id) => !absent.includes(id)), absent };
});

/** Any case in which no sign is direct, so that the quieter rules decide. */
export const anyQuietCase: fc.Arbitrary<CaseInput> = anyCase.map((input) => ({
  ...input,
  claims: false,
  used: [],
  present: input.present.filter((id) => list.indicators.some((sign) => sign.id === id && !sign.direct)),
}));
