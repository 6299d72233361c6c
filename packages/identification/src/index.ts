export { assess } from "./assess.ts";
export type { Assessment, CaseInput, Delphi, DelphiClass, Reason } from "./assessment.ts";
export type {
  Action,
  Element,
  Form,
  Indicator,
  IndicatorList,
  Result,
  Role,
  Rule,
  Situation,
  Strength,
} from "./list.ts";
export { type Parsed, parse } from "./parse.ts";
export type { CaseError } from "./problems.ts";
export { FIRST, type ShortList, shortList } from "./short-list.ts";
