import { type Actor, can, isPassedOn } from "@threshold/casework";
import type { FoundLine, Inbox, InboxLine } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";
import { findDesks } from "../directory/directory.store.ts";
import { entriesById, partsOf } from "../entries/entries.store.ts";
import { asCaseEntries } from "./case-entry.ts";
import { type Cursor, cursorAfter } from "./cursor.ts";
import { type Box, changedSince, countBoxes, type ListRow, listOf, listPage, none } from "./list.store.ts";

const most = 500;

export interface Asked {
  readonly box: Box;
  /** Where the page before ended; null for the first. */
  readonly after: Cursor | null;
  /** Of `mine`, only what changed since then, on one page; null for all. */
  readonly since: Date | null;
  /** Lines on one page. */
  readonly limit?: number;
}

/**
 * A page of what came to the actor's desks. Decided by the rows that each entry keeps up, not by the entries themselves: a test holds that
 * both come to the same (`list.test.ts`).
 */
export async function readInbox(
  scope: Scope,
  actor: Actor,
  { box, after, since, limit = most }: Asked,
  now: number,
): Promise<Omit<Inbox, "now">> {
  const desks = desksOf(actor);
  if (desks.length === 0) return { counts: none, lines: [], next: null };
  const found =
    since === null ? await listPage(scope, desks, box, after, limit + 1) : await changedSince(scope, desks, since);
  const rows = since === null ? found.slice(0, limit) : found;
  const last = rows.at(-1);
  return {
    counts: after === null ? await countBoxes(scope, desks) : null,
    lines: await linesOf(scope, rows, desks, now),
    next: found.length > rows.length && last !== undefined ? cursorAfter(box, last) : null,
  };
}

/** These cases alone, however long ago they came, each with its card where it may be opened; those that she may not see are left out. */
export async function readLines(
  scope: Scope,
  actor: Actor,
  cases: readonly string[],
  now: number,
): Promise<FoundLine[]> {
  const desks = desksOf(actor);
  if (desks.length === 0) return [];
  const rows = await listOf(scope, desks, cases);
  const lines = await linesOf(scope, rows, desks, now);
  // In hand: her desk may answer it, or has accepted it.
  const open = lines.filter((line) => line.box !== null).map((line) => line.entry);
  const cards = await partsOf(scope, open, ["card"]);
  const signed = await asCaseEntries(scope, await entriesById(scope, open));
  const referrals = new Map(signed.map((entry) => [entry.envelope.id, entry]));
  return lines.map((line) => ({
    ...line,
    card: cards.get(`${line.entry}/card`) ?? null,
    referral: referrals.get(line.entry) ?? null,
  }));
}

/** Where something may have come to her: at every desk of hers, in a role that works cases. What she sent, she sees in Sent. */
const desksOf = ({ desks, roles }: Actor): string[] => (can(roles, "work-cases") ? desks.map((desk) => desk.desk) : []);

async function linesOf(
  scope: Scope,
  rows: readonly ListRow[],
  desks: readonly string[],
  now: number,
): Promise<InboxLine[]> {
  const names = await findDesks(scope, [...new Set(rows.map((row) => row.sender_desk))]);
  return rows.map((row) => {
    const box = boxOf(row, desks, now);
    return {
      case: row.case_id,
      entry: row.entry,
      reference: row.reference,
      urgency: row.urgency,
      child: row.child,
      status: statusOf(row, now),
      sender: { organisation: row.sender_organisation, name: names.get(row.sender_desk)?.organisation_name ?? "" },
      receivedAt: row.received_at.toISOString(),
      due: row.due.toISOString(),
      asFallback: !desks.includes(row.receiver_desk),
      box,
      nextDue: box === "mine" ? row.next_due : null,
      owner: box === "mine" ? row.owner : null,
      closed: box === "mine" && row.closed === true,
      openSteps: box === "mine" && row.child && row.closed !== true && row.steps_done !== true,
    };
  });
}

/** As `statusAt` of casework: once the time has passed without an answer, it is with the second desk, if there is one. */
function statusOf({ status, fallback_desk, due }: ListRow, now: number): InboxLine["status"] {
  const over = isPassedOn(due.toISOString(), 0, status !== "waiting", now);
  return fallback_desk !== null && over ? "passed-on" : status;
}

/** As `answerers` and `answeredBy` of casework: whether one of her desks may answer it, or has accepted it. */
function boxOf(row: ListRow, desks: readonly string[], now: number): InboxLine["box"] {
  const { status, receiver_desk, fallback_desk, fallback_from, declined_desks, holder_desk } = row;
  if (status === "accepted") return holder_desk !== null && desks.includes(holder_desk) ? "mine" : null;
  if (status !== "waiting" && status !== "passed-on") return null;
  const asked = (desk: string | null) => desk !== null && desks.includes(desk) && !declined_desks.includes(desk);
  const turn = fallback_from !== null && fallback_from.getTime() <= now;
  return asked(receiver_desk) || (turn && asked(fallback_desk)) ? "waiting" : null;
}
