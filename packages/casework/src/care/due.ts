import { missingOf } from "./alarm.ts";
import type { Care } from "./care.ts";
import { isNear, toldOn } from "./coming.ts";
import { addDays, daysBetween } from "./days.ts";
import { type LookRule, looksOf } from "./looks.ts";
import { daysLeft, warnings } from "./reflection.ts";
import { isTakenBack } from "./sharing.ts";

/** Something of a case that somebody should look at, and by which day. */
export interface Due {
  readonly what:
    | "missing"
    | "reflection-ends"
    | "task"
    | "risk-again"
    | "look"
    | "told-again"
    | "choice-ends"
    | "child-step"
    /** A day that a child's step is about comes, or came. */
    | "child-day"
    /** Somebody has something of the person by a yes that was taken back. */
    | "tell-taken-back"
    | "no-owner";
  /** Id of the task, risk, rule of a look, piece, purpose, step or passing on; empty where there is none. */
  readonly id: string;
  /** Calendar day; null for what has no day and is due as long as it stands. */
  readonly day: string | null;
  /** Member who does it; null for whoever is there. */
  readonly owner: string | null;
}

/**
 * What is due in an open case, the earliest first, then what has no day in the order of the lists. Where it is closed,
 * only that somebody is to be told of a choice that was taken back.
 * @param today calendar day at the desk
 * @param required steps that a child's case must have
 * @param looks when dangers are looked at anew
 */
export function dueOf(
  care: Care,
  today: string,
  required: readonly string[],
  looks: readonly LookRule[] = [],
): readonly Due[] {
  const owner = care.looksAfter;
  if (care.closed !== null) return toTell(care, today, owner);
  const all = [
    ...missing(care, today, owner),
    ...toTell(care, today, owner),
    ...reflectionDue(care, today, owner),
    ...tasksDue(care),
    ...looksOf(care, looks).map(({ rule, day }) => ({ what: "look" as const, id: rule.id, day, owner })),
    ...again(care, owner),
    ...steps(care, required, owner),
    ...coming(care, today, owner),
  ];
  if (owner === null) all.push({ what: "no-owner", id: "", day: null, owner: null });
  return all.sort((a, b) => first(a) - first(b) || (a.day ?? "9999").localeCompare(b.day ?? "9999"));
}
/** Somebody is missing: before anything else, however late the rest is. */
const first = ({ what }: Due): number => (what === "missing" ? 0 : 1);

function missing(care: Care, today: string, owner: string | null): Due[] {
  const id = missingOf(care)?.alarms[0];
  return id === undefined ? [] : [{ what: "missing", id, day: today, owner }];
}

/** Somebody who helps has something on a yes that was taken back: they are told at once. */
function toTell({ passed, sharing }: Care, today: string, owner: string | null): Due[] {
  return [...passed].flatMap(([id, { now }]) =>
    isTakenBack(sharing, now.record) ? [{ what: "tell-taken-back" as const, id, day: today, owner }] : [],
  );
}

/** The end of the reflection period, from the first warning on. */
function reflectionDue({ reflection }: Care, today: string, owner: string | null): Due[] {
  const left = reflection === null ? null : daysLeft(reflection, today);
  if (reflection === null || left === null || left > Math.max(...warnings)) return [];
  return [{ what: "reflection-ends", id: "", day: reflection.until, owner }];
}

function tasksDue({ tasks }: Care): Due[] {
  return [...tasks].flatMap(([id, { now }]) =>
    now.record.done ? [] : [{ what: "task" as const, id, day: now.record.by, owner: now.record.owner }],
  );
}

/** Risks to look at again, information to repeat, choices that run out. */
function again({ risks, told, choices }: Care, owner: string | null): Due[] {
  const days: Due[] = [];
  for (const [id, { now }] of risks)
    if (now.record.again !== null) days.push({ what: "risk-again", id, day: now.record.again, owner });
  for (const [id, { now }] of told)
    if (now.record.understood === "to-repeat") days.push({ what: "told-again", id, day: null, owner });
  for (const [id, { now }] of choices)
    if (now.record.chosen === "yes" && now.record.until !== null)
      days.push({ what: "choice-ends", id, day: now.record.until, owner });
  return days;
}

/** Open steps. One whose day is known is due by that day, and not before it is near. */
function steps({ childSteps, coming }: Care, required: readonly string[], owner: string | null): Due[] {
  return required.flatMap((id) => {
    const state = childSteps.get(id)?.now.record.state ?? "open";
    const dated = coming.some(({ step }) => step === id);
    return state === "open" && !dated ? [{ what: "child-step" as const, id, day: null, owner }] : [];
  });
}

function coming({ coming: days }: Care, today: string, owner: string | null): Due[] {
  return days
    .filter((one) => isNear(one, today))
    .map(({ step, day }) => ({ what: "child-day" as const, id: step, day, owner }));
}

/** Days on which the server should remind whoever is responsible, by the case's reference alone: sorted, none before today. */
export function remindersOf(
  care: Care,
  today: string,
  required: readonly string[],
  looks: readonly LookRule[] = [],
): readonly string[] {
  const days = dueOf(care, today, required, looks).flatMap(({ day }) => (day === null ? [] : [day]));
  if (care.closed !== null) return [...new Set(days)];
  if (care.reflection !== null && daysLeft(care.reflection, today) !== null)
    for (const before of warnings) days.push(addDays(care.reflection.until, -before));
  for (const one of care.coming) days.push(...toldOn(one));
  return [...new Set(days)].filter((day) => daysBetween(today, day) >= 0).sort();
}

/** The day under which a list shows the case, for its envelope: the earliest that is over and still stands, else the next one to tell of; null where none is. */
export function nextDueOf(
  care: Care,
  today: string,
  required: readonly string[],
  looks: readonly LookRule[] = [],
): string | null {
  const late = dueOf(care, today, required, looks).flatMap(({ day }) =>
    day !== null && daysBetween(today, day) < 0 ? day : [],
  );
  return [...late, ...remindersOf(care, today, required, looks)].sort()[0] ?? null;
}
