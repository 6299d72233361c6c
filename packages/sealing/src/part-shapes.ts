import type { AnswerNote, Card, PersonNote, Story } from "@threshold/casework";
import type { ForeignRecord } from "@threshold/casework/care";
import { type Check, either, flag, is, list, nothing, object, optional, text } from "./shape.ts";

const answer = either(
  nothing,
  object({ known: (value) => value === true, value: text }),
  object({ known: (value) => value === false, why: is("not-known", "declined") }),
);
const interpreter = is("none-needed", "professional", "phone-service", "other-adult", "none-available");

const result = is("presumed", "potential", "none");
const signs = list(object({ id: text, source: is("seen", "said", "said-by-other", "document", "not-there") }));
const count: Check = (value) => Number.isSafeInteger(value) && Number(value) > 0;

const card = object({
  listVersion: text,
  situation: either(text, nothing),
  age: is("adult", "child", "unsure", "unsure-claims-child"),
  treatAsChild: flag,
  result,
  signs,
  used: list(text),
  act: list(text),
  form: either(nothing, object({ id: text, basis: text, stage: either(text, nothing) })),
  claims: flag,
  statements: list(text),
  offence: flag,
  supervised: flag,
  languages: list(text),
  needs: either(list(text), is("declined"), nothing),
  metAt: text,
  disagreement: optional(either(nothing, object({ result, reasons: list(text) }))),
  earlier: optional(list(object({ metAt: text, result, signs }))),
  person: optional(either(nothing, object({ number: count, of: count }))),
  offer: optional(list(object({ question: text, answer: text }))),
  followUp: optional(either(nothing, text)),
  paper: optional(either(nothing, object({ number: text }))),
} satisfies Record<Exclude<keyof Card, "v">, Check>);

const story = object({
  calledAs: answer,
  contact: answer,
  safeTime: answer,
  where: answer,
  dangers: answer,
  health: answer,
  others: answer,
  narrative: answer,
  askedAlone: either(flag, nothing),
  interpreter: either(interpreter, nothing),
  consent: either(
    nothing,
    object({
      text,
      language: text,
      interpreter,
      given: is("spoken", "written", "mark", "witness"),
      recipients: list(text),
      purpose: text,
      at: text,
    }),
  ),
  basisNote: answer,
  officer: answer,
  disagreement: optional(answer),
} satisfies Record<Exclude<keyof Story, "v">, Check>);

const answerNote = object({
  reason: is("full", "not-our-service", "language", "not-safe-here", "conflict", "other"),
  words: text,
} satisfies Record<Exclude<keyof AnswerNote, "v">, Check>);

const person = object({
  names: list(text),
  birth: either(nothing, text),
  documents: list(text),
  description: optional(text),
  photo: optional(either(nothing, text)),
} satisfies Record<Exclude<keyof PersonNote, "v">, Check>);

/** What stands under a topic is for `readRecord` of casework, which also keeps what a newer program wrote. */
const record = object({ topic: text } satisfies Record<"topic", Check>);

export const isCard = (value: unknown): value is Card => card(value);
export const isStory = (value: unknown): value is Story => story(value);
export const isAnswer = (value: unknown): value is AnswerNote => answerNote(value);
export const isPerson = (value: unknown): value is PersonNote => person(value);
export const isRecord = (value: unknown): value is ForeignRecord => record(value);
