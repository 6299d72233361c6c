export type { Actor } from "./actor.ts";
export type { AnyEnvelope, Arrival, ForeignEnvelope } from "./arrival.ts";
export { isKnown, sameDesk } from "./arrival.ts";
export type { Card, Look, SignSource } from "./card.ts";
export { dueAt, isPassedOn } from "./due.ts";
export type * from "./envelope.ts";
export { type Flag, flags, isIdle } from "./flags.ts";
export { fold } from "./fold.ts";
export {
  type CheckedPaperNumber,
  checkPaperNumber,
  makePaperNumber,
  type PaperNumberProblem,
  paperMark,
} from "./paper-number.ts";
export type { PersonNote } from "./person.ts";
export { allRules, mayRead, mayWrite, type Policy, policyOf, type Rules } from "./policy.ts";
export { openingLasts, type Readable, type ReadFacts, readables } from "./read-rules.ts";
export {
  alphabet,
  bare,
  type CheckedReference,
  checkReference,
  drawSymbols,
  makeReference,
  type Random,
  type ReferenceProblem,
} from "./reference.ts";
export { type Ability, abilities, can, type Role, roles } from "./roles.ts";
export { kinds, type Permission, type Refusal } from "./rule.ts";
export { type Standing, standingOf, withStanding } from "./standing.ts";
export type {
  Attachment,
  CaseKey,
  CaseState,
  Content,
  Glass,
  Opening,
  ReferredCase,
  Status,
  TimelineItem,
  UnreferredCase,
} from "./state.ts";
export type { Answer, AnswerNote, ConsentRecord, Story } from "./story.ts";
export { answerers, brokenBy, holder, inTeam, statusAt } from "./turn.ts";
export { isUuid, isUuidV7, makeUuidV7 } from "./uuid.ts";
