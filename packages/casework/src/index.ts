export type { Actor } from "./actor.ts";
export type { AnyEnvelope, Arrival, ForeignEnvelope } from "./arrival.ts";
export { isKnown, sameDesk } from "./arrival.ts";
export type { Card, Look, SignSource } from "./card.ts";
export { dueAt, isPassedOn } from "./due.ts";
export type * from "./envelope.ts";
export { type Flag, flags, isIdle } from "./flags.ts";
export { fold } from "./fold.ts";
export {
  answerers,
  holder,
  mayRead,
  mayWrite,
  openingLasts,
  type Permission,
  type ReadFacts,
  type Refusal,
  statusAt,
} from "./policy.ts";
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
export type { CaseState, Opening, ReferredCase, Status, TimelineItem, UnreferredCase } from "./state.ts";
export type { Answer, AnswerNote, ConsentRecord, Story } from "./story.ts";
export { isUuid, isUuidV7, makeUuidV7 } from "./uuid.ts";
