import type { Care } from "./care.ts";
import { addDays, daysBetween } from "./days.ts";
import { daysLeft, warnings } from "./reflection.ts";

/** Something of a case that somebody should look at, and by which day. */
export interface Due {
  readonly what:
    | "missing"
    | "reflection-ends"
    | "task"
    | "risk-again"
    | "told-again"
    | "choice-ends"
    | "child-step"
    | "no-owner";
  /** Id of the task, risk, piece, purpose or step; empty where there is none. */
  readonly id: string;
  /** Calendar day; null for what has no day and is due as long as it stands. */
  readonly day: string | null;
  /** Member who does it; null for whoever is there. */
  readonly owner: string | null;
}

/**
 * What is due in an open case, the earliest first, then what has no day in the order of the lists. Nothing where it is closed.
 * @param today calendar day at the desk
 * @param required steps that a child's case must have
 */
export function dueOf(care: Care, today: string, required: readonly string[]): readonly Due[] {
  if (care.closed !== null) return [];
  const owner = care.looksAfter;
  const all = [
    ...missing(care, today, owner),
    ...reflectionDue(care, today, owner),
    ...tasksDue(care),
    ...again(care, owner),
    ...steps(care, required, owner),
  ];
  if (owner === null) all.push({ what: "no-owner", id: "", day: null, owner: null });
  return all.sort((a, b) => first(a) - first(b) || (a.day ?? "9999").localeCompare(b.day ?? "9999"));
}
/** Somebody is missing: before anything else, however late the rest is. */
const first = ({ what }: Due): number => (what === "missing" ? 0 : 1);

function missing({ alarms }: Care, today: string, owner: string | null): Due[] {
  return [...alarms].flatMap(([id, { now }]) =>
    now.record.state === "missing" ? [{ what: "missing" as const, id, day: today, owner }] : [],
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

function steps({ childSteps }: Care, required: readonly string[], owner: string | null): Due[] {
  return required.flatMap((id) => {
    const state = childSteps.get(id)?.now.record.state ?? "open";
    return state === "open" ? [{ what: "child-step" as const, id, day: null, owner }] : [];
  });
}

/** Days on which the server should remind whoever is responsible, by the case's reference alone: sorted, none before today. */
export function remindersOf(care: Care, today: string, required: readonly string[]): readonly string[] {
  if (care.closed !== null) return [];
  const days = dueOf(care, today, required).flatMap(({ day }) => (day === null ? [] : [day]));
  if (care.reflection !== null && daysLeft(care.reflection, today) !== null)
    for (const before of warnings) days.push(addDays(care.reflection.until, -before));
  return [...new Set(days)].filter((day) => daysBetween(today, day) >= 0).sort();
}
