export { type Missing, missingOf } from "./alarm.ts";
export { type Care, type CareItem, foldCare } from "./care.ts";
export type { Coming } from "./coming.ts";
export type { Chain, Link } from "./custody.ts";
export { addDays, dayIn, daysBetween, isDay } from "./days.ts";
export { type Due, dueOf, nextDueOf, remindersOf } from "./due.ts";
export type { CareFlag } from "./flags.ts";
export { type Lack, type Lacking, lackingFor } from "./ground.ts";
export {
  cardLabel,
  cardsOf,
  checkGroup,
  type GroupCard,
  type GroupProblem,
  makeGroup,
  readCard,
  readCardNumber,
} from "./group.ts";
export { type Look, type LookRule, looksOf } from "./looks.ts";
export type { PassedRecord } from "./passed.ts";
export { isKnownRecord, readRecord } from "./read.ts";
export type { CaseRecord, ForeignRecord, Topic } from "./record.ts";
export { daysLeft, fewestDays, type Reflection, warnings } from "./reflection.ts";
export { isTakenBack, type Sharing, sharingWith } from "./sharing.ts";
export type { Standing } from "./slots.ts";
