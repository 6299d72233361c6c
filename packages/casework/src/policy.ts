import { type Actor, worksAt } from "./actor.ts";
import { isKnown, sameDesk } from "./arrival.ts";
import { isPassedOn } from "./due.ts";
import type { DeskAddress, Envelope, PartName, Referred } from "./envelope.ts";
import { holderOf } from "./fold.ts";
import type { CaseState, ReferredCase, Status } from "./state.ts";

/** Names of the API's error catalogue, so that a refusal can be answered as it is. */
export type Refusal =
  | "bad-request"
  | "not-allowed"
  | "not-found"
  | "wrong-desk"
  | "already-answered"
  | "no-basis"
  | "entry-differs"
  | "seq-taken"
  | "parent-unknown"
  | "part-mismatch"
  | "purpose-first";
export type Permission = { readonly ok: true } | { readonly ok: false; readonly why: Refusal };

/** How long a stated purpose opens the story, in milliseconds. */
export const openingLasts = 15 * 60_000;

const yes: Permission = { ok: true };
const no = (why: Refusal): Permission => ({ ok: false, why });

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
  const desks = [state.receiver, ...(fallbackTurn(state, now) && state.fallback !== null ? [state.fallback] : [])];
  return desks.filter((desk) => !state.declinedBy.some((other) => sameDesk(desk, other)));
}

/**
 * May this actor add this entry to this case now? Shape, signature and hashes are checked elsewhere; this is about who, when
 * and on what ground (guidebook II.3, II.4). An entry that is there already is the caller's to answer as repeated, before.
 * @param state the case as folded from the entries the server has
 * @param now milliseconds since 1970, the server's clock
 */
export function mayWrite(envelope: Envelope, actor: Actor, state: CaseState, now: number): Permission {
  if (!isKnown(envelope)) return no("bad-request");
  if (envelope.author !== actor.id) return no("not-allowed");
  if ((envelope.kind === "passed-on") !== (actor.kind === "server")) return no("not-allowed");
  if (actor.kind !== "server" && !worksAt(actor, envelope.sender)) return no("wrong-desk");
  if (!hasItsParts(envelope)) return no("part-mismatch");
  if (state.timeline.some((item) => item.entry === envelope.id)) return no("entry-differs");
  if (state.timeline.some((item) => item.by === envelope.author && item.seq === envelope.seq)) return no("seq-taken");
  const here = new Set(state.timeline.map((item) => item.entry));
  if (envelope.parents.some((parent) => !here.has(parent))) return no("parent-unknown");

  if (envelope.kind === "referred") return state.status === "no-referral" ? mayRefer(envelope) : no("not-allowed");
  if (state.status === "no-referral" || envelope.case !== state.case) return no("not-found");
  if (envelope.parents.length === 0) return no("parent-unknown");
  return mayAdd(envelope, actor, state, now);
}

function mayAdd(envelope: Exclude<Envelope, Referred>, actor: Actor, state: ReferredCase, now: number): Permission {
  const at = (desks: readonly DeskAddress[]) => desks.some((desk) => sameDesk(desk, envelope.sender));
  switch (envelope.kind) {
    case "passed-on":
      return state.status === "waiting" && statusAt(state, now) === "passed-on" ? yes : no("not-allowed");
    case "withdrawn":
      if (state.status === "withdrawn") return no("already-answered");
      if (at([state.sender])) return yes;
      return actor.kind === "member" && at(readers(state, now)) ? yes : no("wrong-desk");
    case "opened":
      if (actor.kind !== "member") return no("not-allowed");
      if (state.status === "withdrawn") return no("no-basis");
      if (envelope.of !== state.referral) return no("not-found");
      return at(readers(state, now)) ? yes : no("wrong-desk");
    case "accepted":
    case "declined":
      if (actor.kind !== "member") return no("not-allowed");
      if (envelope.kind === "accepted" && (envelope.how === "phone") !== (envelope.agreedAt !== null))
        return no("bad-request");
      if (state.status === "withdrawn") return no("no-basis");
      if (at(answerers(state, now))) return yes;
      return at(parties(state, now)) ? no("already-answered") : no("wrong-desk");
  }
}

/**
 * A referral needs two desks that differ, and a basis that covers everyone it is sealed to. Before anything has happened only the
 * person's own yes opens a way (II.1); a child goes the way of child protection (V.4.1), so neither another ground nor a child fits.
 */
function mayRefer({ basis, receiver, fallback, child, parents }: Referred): Permission {
  if (parents.length > 0) return no("parent-unknown");
  if (sameDesk(receiver, fallback)) return no("bad-request");
  const covers = (desk: DeskAddress) =>
    basis.recipients.includes(desk.organisation) || basis.recipients.includes(desk.desk);
  if (!covers(receiver) || (fallback !== null && !covers(fallback))) return no("no-basis");
  if (basis.purpose === "prevention" && (basis.code !== "consent" || child)) return no("no-basis");
  return basis.code === "child" && !child ? no("no-basis") : yes;
}

export interface ReadFacts {
  readonly state: CaseState;
  /** Id of the `opened` entry that the story is asked for with. */
  readonly opening?: string;
}

/**
 * May this actor have these bytes now? `envelope` means the entries of the case in clear.
 * - envelope: the sender's organisation, the phone that sent, the first receiver, and the fallback from its turn on
 * - card: whoever may answer, or has accepted
 * - story: the same, and only with her own opening, received less than 15 minutes ago
 * - answer (why a desk declined): the sender's desk, and the desks that have or had it in hand
 * Once withdrawn, no card, no story, and the answer only for the sender's desk.
 */
export function mayRead(part: PartName | "envelope", actor: Actor, facts: ReadFacts, now: number): Permission {
  const { state, opening } = facts;
  if (state.status === "no-referral") return no("not-found");
  const works = (desks: readonly DeskAddress[]) => desks.some((desk) => worksAt(actor, desk));
  const mine = actor.id === state.author;
  const senders = actor.kind === "member" && actor.organisation === state.sender.organisation;
  const party = actor.kind === "member" && works(parties(state, now));
  if (!mine && !senders && !party) return no("not-found");
  if (part === "envelope") return yes;
  if (actor.kind !== "member") return no("not-allowed");
  if (part === "answer") {
    if (works([state.sender])) return yes;
    if (state.status === "withdrawn") return no("no-basis");
    return party ? yes : no("wrong-desk");
  }
  if (state.status === "withdrawn") return no("no-basis");
  if (!works(readers(state, now))) return no("wrong-desk");
  return part === "card" || openedBy(actor, state, opening, now) ? yes : no("purpose-first");
}

function openedBy(actor: Actor, state: ReferredCase, opening: string | undefined, now: number): boolean {
  const found = state.openings.find((one) => one.entry === opening);
  if (found === undefined || !found.valid || found.by !== actor.id || found.receivedAt === null) return false;
  const age = now - Date.parse(found.receivedAt);
  return age >= 0 && age < openingLasts;
}

/** Desks that may read what is sealed: those that may answer, and the one that accepted. */
function readers(state: ReferredCase, now: number): readonly DeskAddress[] {
  if (state.status === "withdrawn") return [];
  return state.answeredBy === null ? answerers(state, now) : [state.answeredBy.desk];
}

/** Desks that have or had it in hand. */
function parties(state: ReferredCase, now: number): readonly DeskAddress[] {
  return state.fallback !== null && fallbackTurn(state, now) ? [state.receiver, state.fallback] : [state.receiver];
}

function fallbackTurn(state: ReferredCase, now: number): boolean {
  if (state.passedOn || state.declinedBy.length > 0 || sameDesk(state.answeredBy?.desk ?? null, state.fallback))
    return true;
  if (answeredLate(state)) return true;
  // Whoever answered or opened in its turn goes on seeing what became of it, also where a withdrawal took the effect away.
  const acted = state.timeline.some(
    ({ kind, desk, flags }) =>
      (kind === "opened" || kind === "accepted" || kind === "declined") &&
      sameDesk(desk, state.fallback) &&
      !flags.some((flag) => flag === "too-early" || flag === "not-permitted" || flag === "other-case"),
  );
  if (acted) return true;
  return state.status === "waiting" && timePassed(state, now);
}

/** The first receiver answered after the time set: the fallback had its turn meanwhile, and goes on seeing what became of it. */
function answeredLate({ answeredBy, receivedAt, answerWithin, timeline }: ReferredCase): boolean {
  const answer = timeline.find((item) => item.entry === answeredBy?.entry)?.receivedAt ?? null;
  return answer !== null && receivedAt !== null && isPassedOn(receivedAt, answerWithin, false, Date.parse(answer));
}

function timePassed({ receivedAt, answerWithin, answeredBy }: ReferredCase, now: number): boolean {
  return receivedAt !== null && isPassedOn(receivedAt, answerWithin, answeredBy !== null, now);
}

function hasItsParts(envelope: Envelope): boolean {
  const names = envelope.parts.map((part) => part.name).sort();
  const due = envelope.kind === "referred" ? ["card", "story"] : envelope.kind === "declined" ? ["answer"] : [];
  return names.length === due.length && names.every((name, at) => name === due[at]);
}
