export { assess } from "./assess.ts";
export type { Assessment, CaseInput, Delphi, DelphiClass, Reason } from "./assessment.ts";
export { explain } from "./explain.ts";
export { type Explanation, inWords, type Sentence, type Words } from "./explanation.ts";
export type {
  Action,
  Community,
  Element,
  Form,
  Indicator,
  IndicatorList,
  Move,
  Orders,
  Result,
  Role,
  Rule,
  Situation,
  Strength,
} from "./list.ts";
export { nearest } from "./nearest.ts";
export { type Parsed, parse } from "./parse.ts";
export type { CaseError } from "./problems.ts";
export { FIRST, type Met, type ShortList, shortList } from "./short-list.ts";
export { type Message, wordsFrom } from "./words.ts";
