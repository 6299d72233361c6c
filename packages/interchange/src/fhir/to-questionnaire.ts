import type { IndicatorList } from "@threshold/identification";
import { type Condition, type Group, outlineOf } from "../outline/outline.ts";
import type { Question } from "../outline/questions.ts";
import type { Languages } from "../outline/words.ts";
import { programName, questionnaireUrl, systemUrl } from "./names.ts";
import type { Coding, EnableWhen, Item, Questionnaire } from "./resources.ts";
import { textAs } from "./texts.ts";

/**
 * One situation's list, or with null the whole catalogue, as a FHIR R5 Questionnaire. A sign's `linkId` is its id, its
 * `prefix` the guidebook's section. Nothing has to be answered; the result is worked out by `assess`, from the response.
 *
 * Its status is `draft`: no practitioner has reviewed the list yet.
 */
export function toQuestionnaire(list: IndicatorList, languages: Languages, situation: string | null): Questionnaire {
  const outline = outlineOf(list, situation);
  const questions = new Map(outline.groups.flatMap((group) => group.questions.map((one) => [one.id, one])));
  const coding = (question: Question, option: string): Coding => ({
    system: systemUrl(question.answers.id),
    code: option,
  });
  const enabled = (condition: Condition | null): Pick<Item, "enableWhen" | "enableBehavior"> => {
    const whens = condition === null ? [] : whenOf(condition, questions, coding);
    if (whens.length === 0) return {};
    return whens.length === 1 ? { enableWhen: whens } : { enableWhen: whens, enableBehavior: "any" };
  };
  const item = (question: Question): Item => ({
    linkId: question.id,
    ...(question.sign !== null && { code: [{ system: systemUrl("sign"), code: question.id }] }),
    ...(question.section !== null && { prefix: question.section }),
    ...textAs("text", languages, question.text),
    type: "coding",
    ...enabled(question.when),
    ...(question.many && { repeats: true }),
    answerOption: question.answers.options.map((option) => ({
      valueCoding: { ...coding(question, option.id), ...textAs("display", languages, option.text) },
    })),
    ...(question.hint !== null && { item: [help(question.id, question.hint, languages)] }),
  });
  const group = ({ id, text, when, questions: some }: Group): Item => ({
    linkId: `group-${id}`,
    ...textAs("text", languages, text),
    type: "group",
    ...enabled(when),
    item: some.map(item),
  });
  return {
    resourceType: "Questionnaire",
    id: outline.id,
    language: languages[0].tag,
    url: questionnaireUrl(outline.id),
    version: outline.version,
    name: programName(outline.id),
    ...textAs("title", languages, outline.title),
    status: "draft",
    experimental: false,
    subjectType: ["Patient"],
    publisher: "Threshold",
    item: [
      { linkId: "before", ...textAs("text", languages, "command.export-form.before"), type: "display" },
      ...outline.groups.map(group),
    ],
  };
}

/** What a sign may mean, as a line below it that is no question. */
function help(id: string, key: string, languages: Languages): Item {
  return { linkId: `${id}/means`, ...textAs("text", languages, key), type: "display" };
}

/** Every other answer, and no answer at all: an open question keeps open what hangs on it. */
function whenOf(
  condition: Condition,
  questions: ReadonlyMap<string, Question>,
  coding: (question: Question, option: string) => Coding,
): EnableWhen[] {
  const { question } = condition;
  if ("given" in condition) return [{ question, operator: "exists", answerBoolean: true }];
  const on = questions.get(question);
  if (on === undefined) throw new Error(`nothing asks ${question}`);
  const others = on.answers.options.filter(({ id }) => !condition.not.includes(id));
  return [
    { question, operator: "exists", answerBoolean: false },
    ...others.map(({ id }) => ({ question, operator: "=" as const, answerCoding: coding(on, id) })),
  ];
}
