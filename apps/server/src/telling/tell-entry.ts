import { answerers, type CaseState, type Envelope, type ReferredCase, sameDesk } from "@threshold/casework";
import type { NoticeKind } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { type Around, isUrgent, senders, type Told, waitingKinds, waitsUntil, workers } from "./audience.ts";
import { caringMoments, caringTold, everybody, inCare } from "./caring.ts";
import { earlierOf, settleNotices } from "./notices.store.ts";
import type { Person } from "./people.store.ts";
import { findOwner } from "./people.store.ts";
import { lookAround, putDown } from "./tell-case.ts";
import { passedOn, waitingMoments } from "./waiting.ts";

interface Change<E extends Envelope = Envelope> {
  readonly envelope: E;
  readonly before: CaseState;
  readonly after: ReferredCase;
  readonly around: Around;
}

/** What an entry does to what people are told. */
interface Effect {
  readonly told: readonly Told[];
  /** Kinds that are idle from now on; of these members only, where they are named. */
  readonly idle?: { readonly kinds: readonly NoticeKind[]; readonly members?: readonly string[] };
}

/**
 * Tells members what an entry means for them, in its own transaction: it came in together with the notices of it, or not at all. Its
 * author is told nothing. What time alone brings is for later moments, which are put down here.
 */
export async function tellEntry(
  scope: Scope,
  house: House,
  { envelope, before, after }: { readonly envelope: Envelope; readonly before: CaseState; readonly after: CaseState },
  now: Date,
): Promise<void> {
  if (after.status === "no-referral" || !concerns(envelope, before, after)) return;
  const { rules } = house.telling;
  const around = await lookAround(scope, after, rules, now);
  const { told, idle } = effectOf({ envelope, before, after, around });
  const id = after.case;
  if (idle !== undefined) await settleNotices(scope, id, idle.kinds, now, idle.members ?? null);
  const moments = waitingMoments(after, rules, now);
  const all = [...told];
  if (inCare(after)) {
    const owner = after.owner === null ? null : await findOwner(scope, after.owner);
    const care = { ...around, owner, earlier: await earlierOf(scope, id) };
    all.push(...caringTold(after, care));
    moments.push(...caringMoments(after, care, all));
  }
  const others = all.filter(({ member }) => member !== envelope.author);
  await putDown(scope, house, after, others, { now, moments });
}

/** Most entries change nothing that anybody is told of. */
function concerns({ kind }: Envelope, before: CaseState, after: ReferredCase): boolean {
  if (kind === "recorded") {
    if (before.status === "no-referral") return true;
    return before.owner !== after.owner || before.nextDue !== after.nextDue || before.closed !== after.closed;
  }
  return ["referred", "accepted", "declined", "withdrawn", "passed-on"].includes(kind);
}

function effectOf(change: Change): Effect {
  const { envelope } = change;
  switch (envelope.kind) {
    case "referred":
      return { told: came(change) };
    case "accepted":
      return accepted(change);
    case "declined":
      return declined(change);
    case "withdrawn":
      return withdrawn(change);
    case "passed-on":
      return { told: asked(change) };
    case "recorded":
      return recorded(change);
    default:
      return { told: [] };
  }
}

const say = ({ envelope, after }: Change, kind: NoticeKind, people: readonly Person[]): Told[] =>
  people.map(({ member }) => ({
    ...{ member, kind, about: `${kind}/${envelope.id}`, due: null, notBefore: null },
    // That it was answered can wait for the morning.
    urgent: kind === "withdrawn" && isUrgent(after),
  }));

function came({ after, around }: Change): Told[] {
  const urgent = isUrgent(after);
  const before = after.due === null ? null : new Date(after.due);
  return workers(around, after.receiver).map((person) => ({
    ...{ member: person.member, kind: "referral-came" as const, about: "referral-came", urgent, due: after.due },
    notBefore: waitsUntil(person, around, urgent, before),
  }));
}

/** The second desk, where its turn has come and it is asked. */
function asked({ after, around }: Change): Told[] {
  const turn = answerers(after, around.now.getTime()).some((desk) => sameDesk(desk, after.fallback));
  return turn ? workers(around, after.fallback).map((person) => passedOn(person, after, around)) : [];
}

function accepted(change: Change): Effect {
  const { envelope, before, after, around } = change;
  if (after.answeredBy?.entry !== envelope.id) return { told: [] };
  const now = around.now.getTime();
  const others = before.status === "no-referral" ? [] : answerers(before, now);
  const free = others.filter((desk) => !sameDesk(desk, envelope.sender)).flatMap((desk) => workers(around, desk));
  return { told: say(change, "answered", [...senders(around, after), ...free]), idle: { kinds: waitingKinds } };
}

function declined(change: Change): Effect {
  const { envelope, before, after, around } = change;
  const counts = (state: CaseState) =>
    state.status !== "no-referral" && state.declinedBy.some((desk) => sameDesk(desk, envelope.sender));
  if (counts(before) || !counts(after)) return { told: [] };
  const members = around.people.filter(({ desk }) => desk === envelope.sender.desk).map(({ member }) => member);
  return {
    told: [...say(change, "answered", senders(around, after)), ...asked(change)],
    idle: { kinds: waitingKinds, members },
  };
}

function withdrawn(change: Change): Effect {
  const { envelope, before, after, around } = change;
  if (after.withdrawnBy?.entry !== envelope.id || before.status === "no-referral") return { told: [] };
  const now = around.now.getTime();
  const had =
    before.answeredBy === null
      ? answerers(before, now).flatMap((desk) => workers(around, desk))
      : everybody(before, around);
  const sent = sameDesk(envelope.sender, after.sender) ? [] : senders(around, after);
  return {
    told: say(change, "withdrawn", [...had, ...sent]),
    idle: { kinds: [...waitingKinds, "case-due", "handed-over", "owner-away"] },
  };
}

/** Another owner, another day, or closed: what was told of the one before is idle. */
function recorded(change: Change): Effect {
  const { before, after, around } = change;
  const was = before.status === "no-referral" ? null : before;
  const handed = after.owner !== null && was?.owner !== after.owner && inCare(after);
  const owner = everybody(after, around).filter(({ member }) => handed && member === after.owner);
  const kinds: NoticeKind[] = [];
  if (was?.nextDue !== after.nextDue || after.closed) kinds.push("case-due");
  if (was?.owner !== after.owner || after.closed) kinds.push("owner-away", "handed-over");
  return { told: say(change, "handed-over", owner), idle: { kinds } };
}
