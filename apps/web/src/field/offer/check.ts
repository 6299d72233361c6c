import { type Notes, withSource } from "../notes/notes.ts";
import { type Age, type Level, levels, type Offer, type Question, type TakeItem } from "./offer.ts";

type Answers = Notes["offer"]["answers"];

/** What is offered: what was chosen, else the first kind. */
export function kindOf(offer: Offer, answers: Answers): string {
  return answers.kind ?? offer.kinds[0] ?? "";
}

export function levelOf(answers: Answers, question: string): Level | null {
  return levels.find((level) => level === answers[question]) ?? null;
}

/** What to ask at once, and what when more is wanted. A question that was answered stays, also for another kind or age. */
export function questionsOf(
  offer: Offer,
  age: Age,
  answers: Answers,
): { readonly first: readonly Question[]; readonly more: readonly Question[] } {
  const kind = kindOf(offer, answers);
  const fits = ({ kinds, ages }: Question) => kinds.includes(kind) && ages.includes(age);
  const isFirst = (question: Question) => fits(question) && question.first.includes(age);
  return {
    first: offer.questions.filter(isFirst),
    more: offer.questions.filter((one) => !isFirst(one) && (fits(one) || levelOf(answers, one.id) !== null)),
  };
}

/** The signs an answer stands for, as said by the person. */
export function signsOf({ answers }: Question, level: Level | null, age: Age): readonly string[] {
  if (level === null) return [];
  const { signs = [], childSigns } = answers[level];
  return age === "child" ? (childSigns ?? signs) : signs;
}

/**
 * Answers a question; the same answer again takes it back. The signs it stands for join the notes as said by the person, and go
 * with the answer. What was noticed otherwise is never changed, and a clear answer says of no sign that it is not there.
 */
export function answerOffer(offer: Offer, notes: Notes, question: Question, level: Level, age: Age): Notes {
  const { answers } = notes.offer;
  const before = levelOf(answers, question.id);
  const { [question.id]: _before, ...others } = answers;
  const kept = before === level ? others : { ...others, [question.id]: level, kind: kindOf(offer, answers) };
  const next = { ...notes, offer: { ...notes.offer, answers: kept } };

  const still = new Set(offer.questions.flatMap((one) => anySigns(one, levelOf(kept, one.id))));
  const gone = anySigns(question, before).filter((sign) => !still.has(sign));
  const added = before === level ? [] : signsOf(question, level, age);
  return added.reduce(add, gone.reduce(takeOut, next));
}

/** Chooses what is offered; nothing that was answered is lost. */
export function withKind(notes: Notes, kind: string): Notes {
  return { ...notes, offer: { ...notes.offer, answers: { ...notes.offer.answers, kind } } };
}

/** True where the notes hold this sign because an answer added it, and nobody changed it since. */
export function isAdded({ signs, offer }: Notes, sign: string): boolean {
  return offer.added[sign] !== undefined && signs[sign] === "said";
}

/** Takes a sign out again that an answer added; the answer stays. What stood there before comes back. */
export function takeOut(notes: Notes, sign: string): Notes {
  const { [sign]: before, ...added } = notes.offer.added;
  const rest = { ...notes, offer: { ...notes.offer, added } };
  if (!isAdded(notes, sign)) return rest;
  if (before != null) return withSource(rest, sign, before);
  const { [sign]: _sign, ...signs } = rest.signs;
  return { ...rest, signs, used: rest.used.filter((other) => other !== sign) };
}

/** Puts a sign in that was taken out, or that an answer stands for. One that is there already stays as it is. */
export function add(notes: Notes, sign: string): Notes {
  const before = notes.signs[sign];
  if (before !== undefined && before !== "not-there") return notes;
  const added = { ...notes.offer.added, [sign]: before ?? null };
  return { ...withSource(notes, sign, "said"), offer: { ...notes.offer, added } };
}

/** The signs an answer may have added at one age or the other: the age may have been set since. */
function anySigns(question: Question, level: Level | null): readonly string[] {
  return [...new Set([...signsOf(question, level, "adult"), ...signsOf(question, level, "child")])];
}

export interface Outcome {
  readonly fine: readonly Question[];
  readonly clearUp: readonly Question[];
  readonly warnings: readonly Question[];
  /** How many of the first questions nobody answered. */
  readonly leftOut: number;
}

/** What came of the check, in the order of the questions: no number, and no verdict. */
export function outcomeOf(offer: Offer, answers: Answers, age: Age): Outcome {
  const at = (level: Level) => offer.questions.filter(({ id }) => levelOf(answers, id) === level);
  const { first } = questionsOf(offer, age, answers);
  return {
    fine: at("clear"),
    clearUp: at("not-clear"),
    warnings: at("worrying"),
    leftOut: first.filter(({ id }) => levelOf(answers, id) === null).length,
  };
}

/** What the person takes along: what holds for everybody, and what the answers call for. */
export function takeAlong(
  offer: Offer,
  answers: Answers,
  age: Age,
): readonly { readonly id: string; readonly items: readonly TakeItem[] }[] {
  const given = new Set(
    offer.questions.flatMap((question) => {
      const level = levelOf(answers, question.id);
      return level === null ? [] : (question.answers[level].advice ?? []);
    }),
  );
  const shown = ({ ages, advice }: TakeItem) =>
    (ages?.includes(age) ?? true) && (advice?.some((id) => given.has(id)) ?? true);
  return offer.take.parts.map(({ id, items }) => ({ id, items: items.filter(shown) }));
}

/** The answers as a card carries them: ids. Empty where only the kind was chosen. */
export function answersOf({ offer }: Notes): readonly { readonly question: string; readonly answer: string }[] {
  const { kind, ...answers } = offer.answers;
  const rows = Object.entries(answers).map(([question, answer]) => ({ question, answer }));
  return rows.length === 0 || kind === undefined ? rows : [{ question: "kind", answer: kind }, ...rows];
}
