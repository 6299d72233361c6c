import type { IndicatorList } from "@threshold/identification";

/** Answers by question, as codes: one for most questions, several for `act` and `statements`; none means not answered. */
export type Answered = ReadonlyMap<string, readonly string[]>;

/** What an answer could not be read as. */
export interface AnswerFault {
  readonly question: string;
  readonly given: string;
}

export interface CaseOf {
  /** A case as `parse` takes it, or as near as the answers come to one. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly faults: readonly AnswerFault[];
}

/** Questions that are no signs; several answers are possible to those of `many`. */
const one = ["age", "supervised", "form", "form-basis", "form-stage", "claims", "offence"] as const;
export const many: readonly string[] = ["act", "statements"];

/** The id of every question that a form of ours can ask. */
export function questionsOf(list: IndicatorList): ReadonlySet<string> {
  return new Set([...list.indicators.map(({ id }) => id), ...one, ...many]);
}

const signAnswers = ["present", "absent", "used"] as const;

/** Puts the answers of one form together as a case. Whether ids are known is left to `parse`, which has words for it. */
export function caseOf(list: IndicatorList, id: string | null, answered: Answered): CaseOf {
  const faults: AnswerFault[] = [];
  const signs: Record<(typeof signAnswers)[number], string[]> = { present: [], absent: [], used: [] };
  for (const sign of list.indicators) {
    for (const given of answered.get(sign.id) ?? []) {
      const known = signAnswers.find((answer) => answer === given);
      if (known === undefined) faults.push({ question: sign.id, given });
      else signs[known].push(sign.id);
    }
  }
  const single = (question: string): string | undefined => {
    const [first, ...more] = answered.get(question) ?? [];
    for (const given of more) faults.push({ question, given });
    return first;
  };
  const flag = (question: string): boolean => {
    const given = single(question);
    if (given !== undefined && given !== "yes" && given !== "no") faults.push({ question, given });
    return given === "yes";
  };
  const [age, form, basis, stage] = ["age", "form", "form-basis", "form-stage"].map(single);
  const input = {
    id,
    ...(age !== undefined && { age }),
    form: form === undefined ? null : { id: form, ...(basis && { basis }), ...(stage && { stage }) },
    act: answered.get("act") ?? [],
    ...signs,
    claims: flag("claims"),
    statements: answered.get("statements") ?? [],
    offence: flag("offence"),
    supervised: flag("supervised"),
  };
  return { input, faults };
}
