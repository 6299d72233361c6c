import type { ReferredCase } from "@threshold/casework";
import { type Around, coordinators, type Told, workers } from "./audience.ts";
import type { Owner, Person } from "./people.store.ts";
import { dayAfter, minutesOf, momentOf, nextAt } from "./zone.ts";

/** What was told of a case already. */
export interface Earlier {
  readonly member: string;
  readonly about: string;
  readonly at: Date;
  readonly read: boolean;
}

/** Who looks after a case that a desk took on, and what was told of it. */
export interface Care extends Around {
  readonly owner: Owner | null;
  readonly earlier: readonly Earlier[];
}

/** How long after its day somebody is still told that a case was due. */
const stale = 8;

/** True where a desk has it in its care: nobody is told anything of a case that is closed. */
export const inCare = (state: ReferredCase): boolean => state.status === "accepted" && !state.closed;

/** Whoever does what its owner would: she herself, or who stands in while she is away; null where nobody is here for it. */
export function acting(state: ReferredCase, care: Care): string | null {
  const home = state.answeredBy?.desk ?? null;
  const { owner } = care;
  if (home === null || state.owner === null || owner === null || owner.organisation !== home.organisation) return null;
  if (owner.standing === "here") return state.owner;
  const deputy = workers(care, home).find(({ member }) => member === owner.stands_in);
  return owner.standing === "on-leave" && deputy !== undefined ? deputy.member : null;
}

/** Whoever coordinates at the desk that has it; the whole desk, or its team, where nobody does. */
function leaders(state: ReferredCase, care: Care, without: string | null): readonly Person[] {
  const home = state.answeredBy?.desk ?? null;
  const leading = coordinators(care, home).filter(({ member }) => member !== without);
  return leading.length > 0 ? leading : everybody(state, care).filter(({ member }) => member !== without);
}

/** Whoever works on it: the team of the desk that has it, or the whole desk. */
export function everybody({ answeredBy, key }: ReferredCase, around: Around): readonly Person[] {
  const team = key?.team ?? null;
  const all = workers(around, answeredBy?.desk ?? null);
  const inTeam = all.filter(({ member }) => team?.includes(member));
  return inTeam.length > 0 ? inTeam : all;
}

const tell = (kind: "case-due" | "owner-away", about: string, due: string | null) => (member: string) => ({
  ...{ member, kind, about, due },
  ...{ urgent: false, notBefore: null },
});

/** The moments at which the owner is told that the case is due, the earliest first. */
function dueMoments({ nextDue }: ReferredCase, { rules, owner }: Care): { readonly days: number; readonly at: Date }[] {
  if (nextDue === null) return [];
  const { daysBefore, at } = rules.care;
  return daysBefore
    .map((days) => ({
      days,
      at: momentOf(dayAfter(nextDue, -days), minutesOf(at), owner?.zone ?? rules.zone),
    }))
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

function lastRecord(state: ReferredCase): { readonly at: Date; readonly by: string } | null {
  const last = state.timeline.find(({ entry }) => entry === state.recorded.at(-1));
  return last?.receivedAt == null ? null : { at: new Date(last.receivedAt), by: last.by };
}

const nextMorning = (after: Date, { rules }: Care): Date => nextAt(after, rules.care.at, rules.zone);

function dueTold(state: ReferredCase, care: Care): Told[] {
  const { nextDue } = state;
  const { now, earlier } = care;
  if (nextDue === null || now > momentOf(dayAfter(nextDue, stale), 0, care.rules.zone)) return [];
  const who = acting(state, care);
  const last = lastRecord(state);
  // Whoever recorded it knows the day: of what was over by then, only somebody else is told.
  const fresh = ({ at }: { at: Date }) => last === null || at > last.at || last.by !== who;
  const over = dueMoments(state, care).findLast(({ at }) => at <= now);
  const told: Told[] = [];
  if (over !== undefined && fresh(over)) {
    const say = tell("case-due", `case-due/${nextDue}/${over.days}`, nextDue);
    told.push(...(who === null ? leaders(state, care, null).map(({ member }) => say(member)) : [say(who)]));
  }
  for (const one of earlier.filter(({ about }) => /^case-due\/[^/]+\/\d$/.test(about))) {
    if (one.about.split("/")[1] !== nextDue || one.read || nextMorning(one.at, care) > now) continue;
    const say = tell("case-due", `${one.about}/unread`, nextDue);
    told.push(...leaders(state, care, one.member).map(({ member }) => say(member)));
  }
  return told;
}

/** A case is never without an owner: whoever coordinates is told, then the whole desk where nobody has read that by the next morning. */
function awayTold(state: ReferredCase, care: Care): Told[] {
  const { owner, now, earlier } = care;
  const home = state.answeredBy?.desk ?? null;
  if (owner !== null && owner.organisation === home?.organisation && owner.standing === "here") return [];
  const about = `owner-away/${state.owner ?? ""}/${owner?.away_since?.toISOString() ?? ""}`;
  const deputy = acting(state, care);
  const first = new Set(leaders(state, care, null).map(({ member }) => member));
  if (deputy !== null) first.add(deputy);
  const told: Told[] = [...first].map(tell("owner-away", about, null));
  const before = earlier.filter((one) => one.about === about);
  if (before.length > 0 && before.every((one) => !one.read && nextMorning(one.at, care) <= now))
    told.push(
      ...everybody(state, care)
        .map(({ member }) => member)
        .filter((member) => before.every((one) => one.member !== member))
        .map(tell("owner-away", `${about}/desk`, null)),
    );
  return told;
}

/** Who is to be told by now of a case in a desk's care. */
export const caringTold = (state: ReferredCase, care: Care): Told[] =>
  inCare(state) ? [...dueTold(state, care), ...awayTold(state, care)] : [];

/** The moments after this one at which somebody may have to be told, once `told` is. */
export function caringMoments(state: ReferredCase, care: Care, told: readonly Told[]): Date[] {
  if (!inCare(state)) return [];
  const unread = care.earlier
    .filter(({ read, about }) => !read && /^(case-due|owner-away)\//.test(about))
    .map(({ at }) => nextMorning(at, care));
  const fresh = told.length > 0 ? [nextMorning(care.now, care)] : [];
  return [...dueMoments(state, care).map(({ at }) => at), ...unread, ...fresh].filter((at) => at > care.now);
}
