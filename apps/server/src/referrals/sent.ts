import { type Actor, type DeskAddress, fold, holder, mayRead, type ReferredCase, statusAt } from "@threshold/casework";
import type { SentLine } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";
import { findDesks } from "../directory/directory.store.ts";
import { asArrivals, entriesOf, partsOf } from "../entries/entries.store.ts";
import { sentBy } from "./referrals.store.ts";

/** What the organisation sent, or what this one phone sent: that it stands, and with whom. Newest first. */
export async function readSent(scope: Scope, actor: Actor, now: number): Promise<SentLine[]> {
  const rows = await sentBy(scope, actor.organisation ?? "", actor.kind === "device" ? actor.id : null);
  const entries = await entriesOf(
    scope,
    rows.map((row) => row.case_id),
  );
  const names = await findDesks(scope, [
    ...new Set(rows.flatMap((row) => [row.sender_desk, row.receiver_desk, row.fallback_desk ?? []].flat())),
  ]);
  const name = (desk: DeskAddress) => names.get(desk.desk)?.organisation_name ?? "";
  const states = rows.flatMap((row) => {
    const state = fold(asArrivals(entries.get(row.case_id) ?? []));
    return state.status === "no-referral" ? [] : [{ row, state }];
  });
  const declines = new Map(states.map(({ row, state }) => [row.case_id, lastDecline(state)]));
  const readable = states.filter(({ state }) => mayRead("answer", actor, { state }, now).ok);
  const answers = await partsOf(
    scope,
    readable.flatMap(({ row }) => declines.get(row.case_id) ?? []),
    ["answer"],
  );
  return states.map(({ row, state }) => ({
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
  }));
}

function lastDecline(state: ReferredCase): string | null {
  return state.timeline.filter((item) => item.kind === "declined").at(-1)?.entry ?? null;
}
