import { type Actor, type DeskAddress, fold, holder, mayRead, type ReferredCase, statusAt } from "@threshold/casework";
import type { SentLine } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";
import { findDesks } from "../directory/directory.store.ts";
import { asArrivals, envelopeOf, type JudgedEntry, judgedEntries, partsOf } from "../entries/entries.store.ts";
import { sentBy } from "./referrals.store.ts";

/** What her desks sent, or what this one phone sent: that it stands, and with whom. Newest first. */
export async function readSent(scope: Scope, actor: Actor, now: number): Promise<SentLine[]> {
  const rows = await sentBy(scope, actor);
  const entries = await judgedEntries(
    scope,
    rows.map((row) => row.case_id),
  );
  const names = await findDesks(scope, [
    ...new Set(rows.flatMap((row) => [row.sender_desk, row.receiver_desk, row.fallback_desk ?? []].flat())),
  ]);
  const name = (desk: DeskAddress) => names.get(desk.desk)?.organisation_name ?? "";
  const states = rows.flatMap((row) => {
    const state = fold(asArrivals(entries.get(row.case_id) ?? []));
    return state.status !== "no-referral" && mayRead("standing", actor, { state }, now).ok ? [{ row, state }] : [];
  });
  const declines = new Map(states.map(({ row, state }) => [row.case_id, lastDecline(state)]));
  const readable = states.filter(({ state }) => mayRead("answer", actor, { state }, now).ok);
  const answers = await partsOf(
    scope,
    readable.flatMap(({ row }) => declines.get(row.case_id) ?? []),
    ["answer"],
  );
  return states.map(
    ({ row, state }): SentLine => ({
      case: row.case_id,
      reference: row.reference,
      status: statusAt(state, now),
      receiver: name(state.receiver),
      fallback: state.fallback === null ? null : name(state.fallback),
      // Once withdrawn it is with nobody else: the sender's again.
      holder: name(holder(state, now) ?? state.sender),
      receivedAt: row.received_at.toISOString(),
      due: row.due.toISOString(),
      answer: answers.get(`${declines.get(row.case_id)}/answer`) ?? null,
      ...(isLeft(state, names, now) ? { left: true as const } : {}),
      onward: actor.kind === "member" ? onwardOf(entries.get(row.case_id), declines.get(row.case_id)) : null,
    }),
  );
}

/** Whoever has it in hand is there no more. */
function isLeft(state: ReferredCase, names: Awaited<ReturnType<typeof findDesks>>, now: number): boolean {
  const desk = state.answeredBy?.desk ?? holder(state, now);
  return (
    state.status !== "withdrawn" && state.status !== "declined" && desk !== null && names.get(desk.desk)?.gone === true
  );
}

/** Whom the desk that declined named instead. */
function onwardOf(entries: readonly JudgedEntry[] = [], decline: string | null = null): string | null {
  const entry = entries.find((one) => one.id === decline);
  const envelope = entry === undefined ? null : envelopeOf(entry);
  return envelope?.kind === "declined" ? (envelope.onward?.organisation ?? null) : null;
}

function lastDecline(state: ReferredCase): string | null {
  return state.timeline.filter((item) => item.kind === "declined").at(-1)?.entry ?? null;
}
