import { answerers, type DeskAddress, type ReferredCase, sameDesk } from "@threshold/casework";
import { type Around, coordinators, isUrgent, senders, type Told, waitsUntil, workers } from "./audience.ts";
import type { Person } from "./people.store.ts";
import type { Step, TellingRules, Whom } from "./rules.ts";

const minute = 60_000;

/** When a step is due; null before the server has received it. A share is rounded down to the second, the rest counts from just after the end. */
export function stepAt(state: ReferredCase, { share, after }: Step): Date | null {
  if (state.receivedAt === null || state.due === null) return null;
  const [received, due] = [Date.parse(state.receivedAt), Date.parse(state.due)];
  if (share !== undefined) return new Date(received + Math.floor(((due - received) * share) / 100_000) * 1000);
  return new Date(due + 1000 + after * minute);
}

/** The moments after this one at which somebody has to be told, as long as nobody answers. */
export function waitingMoments(state: ReferredCase, rules: TellingRules, now: Date): Date[] {
  if (answerers(state, now.getTime()).length === 0) return [];
  return rules.whileWaiting.flatMap((step) => stepAt(state, step) ?? []).filter((at) => at > now);
}

/**
 * Who is to be told by now that a referral waits. Of several steps that are over, each is told the last one: whoever comes late says how
 * it stands, and not how it stood.
 */
export function waitingTold(state: ReferredCase, around: Around): Told[] {
  const { now, rules } = around;
  const asked = answerers(state, now.getTime());
  const due = state.due === null ? null : new Date(state.due);
  if (asked.length === 0 || due === null) return [];
  const over = rules.whileWaiting
    .flatMap((step) => {
      const at = stepAt(state, step);
      return at === null || at > now || (step.share !== undefined && now > due) ? [] : [{ step, at }];
    })
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  const told = new Map<string, Told>();
  for (const whom of ["fallback", "desk", "coordinators", "sender"] as const) {
    const last = over.findLast(({ step }) => step.tell.includes(whom));
    if (last === undefined) continue;
    for (const person of audience(whom, state, around, asked))
      if (!told.has(person.member)) told.set(person.member, asTold(person, whom, last.step, state, around));
  }
  return [...told.values()];
}

function audience(whom: Whom, state: ReferredCase, around: Around, asked: readonly DeskAddress[]): readonly Person[] {
  const first = asked.some((desk) => sameDesk(desk, state.receiver)) ? state.receiver : (asked[0] ?? null);
  const second = asked.find((desk) => sameDesk(desk, state.fallback)) ?? null;
  switch (whom) {
    case "desk":
      return workers(around, first);
    case "coordinators":
      return asked.flatMap((desk) => coordinators(around, desk));
    case "fallback":
      return workers(around, second);
    case "sender":
      return senders(around, state);
  }
}

function asTold(person: Person, whom: Whom, step: Step, state: ReferredCase, around: Around): Told {
  const urgent = isUrgent(state);
  const common = { member: person.member, urgent, due: state.due };
  if (step.share !== undefined) {
    const notBefore = waitsUntil(person, around, urgent, state.due === null ? null : new Date(state.due));
    return { ...common, kind: "answer-due-soon", about: `answer-due-soon/${step.share}`, notBefore };
  }
  // The second desk hears first that it is asked; later, that still nobody answered.
  if (whom === "fallback" && step.after === 0) return passedOn(person, state, around);
  return { ...common, kind: "nobody-answered", about: `nobody-answered/${step.after}`, notBefore: null };
}

/** The second desk is asked: by an entry that says so, by a decline, or since the time set is over. Told once, whichever came first. */
export function passedOn(person: Person, state: ReferredCase, around: Around): Told {
  const urgent = isUrgent(state);
  const notBefore = waitsUntil(person, around, urgent, null);
  return { member: person.member, kind: "passed-on", about: "passed-on", urgent, due: state.due, notBefore };
}
