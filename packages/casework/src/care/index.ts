export { type Care, type CareItem, foldCare } from "./care.ts";
export { addDays, dayIn, daysBetween, isDay } from "./days.ts";
export { type Due, dueOf, remindersOf } from "./due.ts";
export type { CareFlag } from "./flags.ts";
export { readRecord } from "./read.ts";
export type { CaseRecord, ForeignRecord, Topic } from "./record.ts";
export { daysLeft, fewestDays, type Reflection, warnings } from "./reflection.ts";
export type { Standing } from "./slots.ts";
