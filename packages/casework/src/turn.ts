import { type Actor, worksAt } from "./actor.ts";
import { sameDesk } from "./arrival.ts";
import { isPassedOn } from "./due.ts";
import type { DeskAddress } from "./envelope.ts";
import { holderOf } from "./fold.ts";
import type { Glass, ReferredCase, Status } from "./state.ts";

/**
 * Where a referral stands at a moment: the entries' status, and the time that has passed without an answer.
 * @param now milliseconds since 1970, the server's clock
 */
export function statusAt(state: ReferredCase, now: number): Status {
  return state.status === "waiting" && state.fallback !== null && timePassed(state, now) ? "passed-on" : state.status;
}

/** Who has the referral in hand at a moment; null once withdrawn. The sender's desk where everybody declined. */
export function holder(state: ReferredCase, now: number): DeskAddress | null {
  return holderOf(statusAt(state, now), state, state.answeredBy?.desk ?? null, state.declinedBy);
}

/**
 * The desks that may answer at a moment: the first receiver, and the fallback from its turn on. One that declined may not
 * come back; after an acceptance or a withdrawal there is none. The first receiver may answer late as long as nobody else did:
 * late help is help.
 */
export function answerers(state: ReferredCase, now: number): readonly DeskAddress[] {
  if (state.status === "accepted" || state.status === "withdrawn" || state.status === "declined") return [];
  return askedDesks(state, now);
}

/** Desks whose turn has come and who did not decline. */
function askedDesks(state: ReferredCase, now: number): readonly DeskAddress[] {
  return parties(state, now).filter((desk) => !state.declinedBy.some((other) => sameDesk(desk, other)));
}

/** Desks that have it in hand: the one that accepted, else those whose turn it is. (Whether it was taken back is asked apart.) */
export function inHand(state: ReferredCase, now: number): readonly DeskAddress[] {
  return state.answeredBy === null ? askedDesks(state, now) : [state.answeredBy.desk];
}

/** Desks that have or had it in hand. */
export function parties(state: ReferredCase, now: number): readonly DeskAddress[] {
  return state.fallback !== null && fallbackTurn(state, now) ? [state.receiver, state.fallback] : [state.receiver];
}

/** True once the fallback's turn has come; it goes on seeing what became of the referral then. */
export function fallbackTurn(state: ReferredCase, now: number): boolean {
  if (state.passedOn || state.declinedBy.length > 0 || sameDesk(state.answeredBy?.desk ?? null, state.fallback))
    return true;
  // Whoever answered or opened in its turn goes on seeing what became of it, also where a withdrawal took the effect away.
  const acted = state.timeline.some(
    ({ kind, desk, flags }) =>
      (kind === "opened" || kind === "accepted" || kind === "declined") &&
      sameDesk(desk, state.fallback) &&
      !flags.some((flag) => flag === "too-early" || flag === "not-permitted" || flag === "other-case"),
  );
  if (acted) return true;
  const { receivedAt, answerWithin } = state;
  return receivedAt !== null && isPassedOn(receivedAt, answerWithin, false, Math.min(now, endOf(state)));
}

/** When it was answered or taken back, by the server's receipts: what came after took the turn from nobody. */
function endOf({ answeredBy, withdrawnBy, timeline }: ReferredCase): number {
  const ends = timeline.flatMap(({ entry, receivedAt }) =>
    receivedAt !== null && (entry === answeredBy?.entry || entry === withdrawnBy?.entry) ? Date.parse(receivedAt) : [],
  );
  if (ends.length > 0) return Math.min(...ends);
  return answeredBy === null && withdrawnBy === null ? Number.POSITIVE_INFINITY : 0;
}

/** Works at the desk, and in its team where it has one. */
export function inTeam(actor: Actor, { key }: ReferredCase): boolean {
  return key === null || key.team === null || key.team.includes(actor.id);
}

/** What she broke open and is still open; null where nothing is. */
export function brokenBy(actor: Actor, state: ReferredCase, now: number): Glass | null {
  const stands = ({ by, desk, until, receivedAt }: Glass) =>
    by === actor.id &&
    worksAt(actor, desk) &&
    until !== null &&
    receivedAt !== null &&
    now >= Date.parse(receivedAt) &&
    now < Date.parse(until);
  return state.glass.find(stands) ?? null;
}

function timePassed({ receivedAt, answerWithin, answeredBy }: ReferredCase, now: number): boolean {
  return receivedAt !== null && isPassedOn(receivedAt, answerWithin, answeredBy !== null, now);
}
