import type { CaseInput } from "@threshold/identification";
import fc from "fast-check";
import { list } from "./knowledge.ts";

/** What somebody filled in, by question id; codes as in a case. */
export type Answers = Readonly<Record<string, readonly string[]>>;

interface Asked {
  readonly id: string;
  readonly answers: readonly { readonly id: string }[];
  readonly many: boolean;
}

/** A form filled in at random: few answers most of the time, so that each rule is the one that decides now and then. */
export function filledIn(questions: readonly Asked[]): fc.Arbitrary<Answers> {
  const signs = questions.filter(({ id }) => list.indicators.some((sign) => sign.id === id));
  const others = questions.filter((question) => !signs.includes(question));
  const answer = ({ answers, many }: Asked): fc.Arbitrary<readonly string[]> => {
    const values = answers.map(({ id }) => id);
    return many ? fc.subarray(values, { maxLength: 2 }) : fc.constantFrom(...values).map((value) => [value]);
  };
  const some = (asked: readonly Asked[], most: number): fc.Arbitrary<Answers> =>
    fc
      .subarray([...asked], { maxLength: most })
      .chain((chosen) => fc.tuple(...chosen.map(answer)).map((given) => pairs(chosen, given)));
  return fc
    .tuple(fc.oneof(some(signs, 2), some(signs, 7)), fc.oneof(some(others, 2), some(others, others.length)))
    .map(([one, other]) => ({ ...one, ...other }));
}

function pairs(asked: readonly Asked[], given: readonly (readonly string[])[]): Answers {
  return Object.fromEntries(asked.map(({ id }, index) => [id, given[index] ?? []]));
}

/** The case that these answers say, read apart from the code under test. What a form does not show counts as not answered. */
export function caseFrom(filled: Answers): CaseInput {
  const one = (id: string): string | null => filled[id]?.[0] ?? null;
  const age = (one("age") ?? "unsure") as CaseInput["age"];
  const shown = list.indicators.filter(({ ages }) => {
    if (age === "unsure" || ages.length === 2) return true;
    return ages.includes(age === "adult" ? "adult" : "child");
  });
  const signs = (answer: string): string[] => shown.map(({ id }) => id).filter((id) => one(id) === answer);
  const form = one("form");
  return {
    id: null,
    age,
    form:
      form === null
        ? null
        : {
            id: form,
            basis: (one("form-basis") ?? "suspected") as "seen" | "said" | "suspected",
            stage: one("form-stage") as "happening" | "intended" | null,
          },
    act: filled.act ?? [],
    present: signs("present"),
    absent: signs("absent"),
    used: signs("used"),
    claims: one("claims") === "yes",
    statements: filled.statements ?? [],
    offence: one("offence") === "yes",
    supervised: one("supervised") === "yes",
  };
}
