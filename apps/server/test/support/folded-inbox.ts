import { type Actor, answerers, can, fold, mayRead, type ReferredCase, sameDesk, statusAt } from "@threshold/casework";
import type { InboxLine } from "@threshold/contract";
import { parties } from "../../../../packages/casework/src/turn.ts";
import type { Scope } from "../../src/database/scope.ts";
import { asArrivals, judgedEntries } from "../../src/entries/entries.store.ts";
import type { Box } from "../../src/referrals/list.store.ts";

/** What a line says that hangs on the entries of its case. */
export type FoldedLine = Pick<
  InboxLine,
  | "case"
  | "entry"
  | "urgency"
  | "status"
  | "due"
  | "receivedAt"
  | "asFallback"
  | "box"
  | "nextDue"
  | "owner"
  | "closed"
  | "openSteps"
> & { readonly card: boolean };

/** The inbox the slow way, as the policy has it: every entry of every case is read and folded. The list must come to the same. */
export async function foldedInbox(
  scope: Scope,
  actor: Actor,
  box: Box,
  cases: readonly string[],
  now: number,
): Promise<FoldedLine[]> {
  // What came to a desk is for those who work cases; that a case of hers stands, an officer sees in Sent.
  if (!can(actor.roles, "work-cases")) return [];
  const entries = await judgedEntries(scope, cases);
  const lines = [...entries.values()].flatMap((found): FoldedLine[] => {
    const state = fold(asArrivals(found));
    if (state.status === "no-referral" || state.receivedAt === null || state.due === null) return [];
    const ours = (desk: Actor["desks"][number] | null) => actor.desks.some((own) => sameDesk(own, desk));
    if (!mayRead("standing", actor, { state }, now).ok || !parties(state, now).some(ours)) return [];
    const within = boxOf(state, ours, now);
    if (box !== "all" && within !== box) return [];
    return [
      {
        ...{ case: state.case, entry: state.referral, urgency: state.urgency, status: statusAt(state, now) },
        ...{ receivedAt: state.receivedAt, due: state.due, asFallback: !ours(state.receiver), box: within },
        nextDue: within === "mine" ? state.nextDue : null,
        owner: within === "mine" ? state.owner : null,
        closed: within === "mine" && state.closed,
        openSteps: within === "mine" && state.child && !state.closed && !state.stepsDone,
        card: mayRead("card", actor, { state }, now).ok,
      },
    ];
  });
  return lines.sort(orders[box]);
}

function boxOf(state: ReferredCase, ours: (desk: Actor["desks"][number]) => boolean, now: number): InboxLine["box"] {
  if (answerers(state, now).some(ours)) return "waiting";
  return state.status === "accepted" && state.answeredBy !== null && ours(state.answeredBy.desk) ? "mine" : null;
}

type Order = (a: FoldedLine, b: FoldedLine) => number;
const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byCase: Order = (a, b) => text(a.case, b.case);
const rank = ({ urgency }: FoldedLine) => ["now", "today", "usual"].indexOf(urgency);
const orders: Readonly<Record<Box, Order>> = {
  waiting: (a, b) => rank(a) - rank(b) || text(a.due, b.due) || byCase(a, b),
  mine: (a, b) => Number(a.closed) - Number(b.closed) || text(a.nextDue ?? "9999", b.nextDue ?? "9999") || byCase(a, b),
  all: (a, b) => text(b.receivedAt, a.receivedAt) || byCase(b, a),
};
