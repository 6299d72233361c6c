import type { Indicator, IndicatorList } from "@threshold/identification";
import type { Condition, Group } from "./outline.ts";

export interface Answers {
  readonly id: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
}

export interface Question {
  /** Id of the sign, or the field of a case that the answer fills. */
  readonly id: string;
  /** Text keys. */
  readonly text: string;
  readonly hint: string | null;
  readonly answers: Answers;
  readonly many: boolean;
  readonly when: Condition | null;
  /** Section of the guidebook, as readers know it. */
  readonly section: string | null;
  readonly sign: Indicator | null;
}

const own = (id: string, options: readonly string[]): Answers => ({
  id,
  options: options.map((option) => ({ id: option, text: `command.export-form.${id}.${option}` })),
});
const known = (id: string, options: readonly { readonly id: string }[]): Answers => ({
  id,
  options: options.map((option) => ({ id: option.id, text: `${id}.${option.id}` })),
});

export const answers = {
  sign: own("answer", ["present", "absent"]),
  signUsed: own("answer-used", ["present", "used", "absent"]),
  age: own("age", ["adult", "child", "unsure", "unsure-claims-child"]),
  basis: own("basis", ["seen", "said", "suspected"]),
  stage: own("stage", ["happening", "intended"]),
  yes: own("yes-no", ["yes", "no"]),
} as const;

/** A question that is no sign. Its text is `command.export-form.ask.<id>`. */
function ask(id: string, of: Answers, more: Partial<Pick<Question, "many" | "when">> = {}): Question {
  const text = `command.export-form.ask.${id}`;
  return { id, text, hint: null, answers: of, many: false, when: null, section: null, sign: null, ...more };
}

const formGiven: Condition = { question: "form", given: true };
const group = (id: string, questions: readonly Question[]): Group => ({
  id,
  text: `command.export-form.${id}`,
  when: null,
  questions,
});

/** What is asked beside the signs. */
export const asked = {
  person: () => group("person", [ask("age", answers.age), ask("supervised", answers.yes)]),
  exploitation: ({ forms, acts }: IndicatorList) =>
    group("exploitation", [
      ask("form", known("form", forms)),
      ask("form-basis", answers.basis, { when: formGiven }),
      ask("form-stage", answers.stage, { when: formGiven }),
      ask(
        "act",
        known(
          "act",
          acts.map((id) => ({ id })),
        ),
        { many: true },
      ),
    ]),
  said: ({ statements }: IndicatorList) =>
    group("said", [
      ask("claims", answers.yes),
      ask("statements", known("statement", statements), { many: true }),
      ask("offence", answers.yes),
    ]),
} as const;
