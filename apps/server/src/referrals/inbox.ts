import { type Actor, answerers, fold, mayRead, type ReferredCase, sameDesk, statusAt } from "@threshold/casework";
import type { CaseEntry, InboxLine } from "@threshold/contract";
import type { Selectable } from "kysely";
import type { Scope } from "../database/scope.ts";
import type { ReferralRow } from "../database/tables.ts";
import { findDesks } from "../directory/directory.store.ts";
import { asArrivals, entriesOf, judgedEntries, partsOf } from "../entries/entries.store.ts";
import { asCaseEntries } from "./case-entry.ts";
import { receivedBy, receivedOf } from "./referrals.store.ts";

export type Box = "waiting" | "mine" | "all";

interface Found {
  readonly row: Selectable<ReferralRow>;
  readonly state: ReferredCase;
}

/**
 * What came to the actor's desks. `waiting`: she may answer it now; `mine`: her desk accepted it; `all`: everything.
 * Most urgent first, then what is due first.
 */
export async function readInbox(scope: Scope, actor: Actor, box: Box, now: number): Promise<InboxLine[]> {
  const desks = actor.desks.map((desk) => desk.desk);
  if (desks.length === 0) return [];
  return linesOf(scope, actor, await receivedBy(scope, desks, box === "waiting"), box, now);
}

/** The same of these cases alone, however long ago they came; those that she may not see are left out. */
export async function readLines(
  scope: Scope,
  actor: Actor,
  cases: readonly string[],
  now: number,
): Promise<InboxLine[]> {
  const desks = actor.desks.map((desk) => desk.desk);
  if (desks.length === 0) return [];
  return linesOf(scope, actor, await receivedOf(scope, desks, cases), "all", now);
}

async function linesOf(
  scope: Scope,
  actor: Actor,
  rows: readonly Selectable<ReferralRow>[],
  box: Box,
  now: number,
): Promise<InboxLine[]> {
  const entries = await judgedEntries(
    scope,
    rows.map((row) => row.case_id),
  );
  const found = rows.flatMap((row): Found[] => {
    const state = fold(asArrivals(entries.get(row.case_id) ?? []));
    return state.status !== "no-referral" && belongs(state, actor, box, now) ? [{ row, state }] : [];
  });
  const open = found.filter(({ state }) => mayRead("card", actor, { state }, now).ok).map(({ row }) => row);
  const cards = await partsOf(
    scope,
    open.map((row) => row.entry),
    ["card"],
  );
  const referrals = await referralsOf(scope, open);
  const names = await findDesks(scope, [...new Set(found.map(({ row }) => row.sender_desk))]);
  return found
    .map(
      ({ row, state }): InboxLine => ({
        case: row.case_id,
        entry: row.entry,
        reference: row.reference,
        urgency: row.urgency,
        child: row.child,
        status: statusAt(state, now),
        sender: { organisation: row.sender_organisation, name: names.get(row.sender_desk)?.organisation_name ?? "" },
        receivedAt: row.received_at.toISOString(),
        due: row.due.toISOString(),
        nextDue: belongs(state, actor, "mine", now) ? state.nextDue : null,
        owner: belongs(state, actor, "mine", now) ? state.owner : null,
        asFallback: !actor.desks.some((desk) => sameDesk(desk, state.receiver)),
        card: cards.get(`${row.entry}/card`) ?? null,
        referral: referrals.get(row.entry) ?? null,
      }),
    )
    .sort((a, b) => rank(a) - rank(b) || a.due.localeCompare(b.due) || a.case.localeCompare(b.case));
}

/** The signed entries that lines and cards are checked against, by id: where a card may be read, so may its envelope. */
async function referralsOf(scope: Scope, rows: readonly Found["row"][]): Promise<Map<string, CaseEntry>> {
  const cases = await entriesOf(
    scope,
    rows.map((row) => row.case_id),
  );
  const referrals = rows.flatMap((row) => cases.get(row.case_id)?.filter((entry) => entry.id === row.entry) ?? []);
  return new Map((await asCaseEntries(scope, referrals)).map((entry) => [entry.envelope.id, entry]));
}

function belongs(state: ReferredCase, actor: Actor, box: Box, now: number): boolean {
  const ours = (desk: Actor["desks"][number]) => actor.desks.some((own) => sameDesk(own, desk));
  if (!mayRead("standing", actor, { state }, now).ok) return false;
  if (box === "waiting") return answerers(state, now).some(ours);
  if (box === "mine") return state.status === "accepted" && state.answeredBy !== null && ours(state.answeredBy.desk);
  return true;
}

const rank = (line: InboxLine): number => ["now", "today", "usual"].indexOf(line.urgency);
