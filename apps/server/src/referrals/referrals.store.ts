import type { Actor, Referred, ReferredCase } from "@threshold/casework";
import { answerers, dueAt, sameDesk, statusAt } from "@threshold/casework";
import { type Selectable, sql } from "kysely";
import type { Scope } from "../database/scope.ts";
import type { ReferralRow } from "../database/tables.ts";

/** Notes a new referral: the row that the inbox and the database's own policies ask. */
export async function addReferral(scope: Scope, envelope: Referred, receivedAt: Date): Promise<void> {
  const due = new Date(dueAt(receivedAt.toISOString(), envelope.answerWithin));
  await scope
    .insertInto("referral")
    .values({
      case_id: envelope.case,
      entry: envelope.id,
      reference: envelope.reference,
      author: envelope.author,
      sender_organisation: envelope.sender.organisation,
      sender_desk: envelope.sender.desk,
      receiver_organisation: envelope.receiver.organisation,
      receiver_desk: envelope.receiver.desk,
      fallback_organisation: envelope.fallback?.organisation ?? null,
      fallback_desk: envelope.fallback?.desk ?? null,
      urgency: envelope.urgency,
      child: envelope.child,
      received_at: receivedAt,
      due,
      status: "waiting",
      holder_desk: envelope.receiver.desk,
      fallback_from: envelope.fallback === null ? null : justAfter(due),
      passed_on_at: null,
    })
    .execute();
}

/** At the very moment that it is due, the first receiver still holds it. */
const justAfter = (due: Date): Date => new Date(due.getTime() + 1);

/**
 * Brings the row up to the case's state at `now`. Once the fallback's turn has begun, its row stays in sight; before, an answer
 * in time takes the turn away. (What it may still read then is for the policy of casework.)
 */
export async function updateReferral(scope: Scope, state: ReferredCase, now: Date): Promise<void> {
  const { fallback } = state;
  const turn =
    fallback !== null &&
    (state.passedOn ||
      state.declinedBy.length > 0 ||
      sameDesk(state.answeredBy?.desk ?? null, fallback) ||
      (statusAt(state, now.getTime()) === "passed-on" &&
        answerers(state, now.getTime()).some((desk) => sameDesk(desk, fallback))));
  const waits = fallback !== null && state.status === "waiting";
  await scope
    .updateTable("referral")
    .set({
      status: state.status,
      declined_desks: state.declinedBy.map((desk) => desk.desk),
      holder_desk: state.holder?.desk ?? null,
      fallback_from: turn
        ? sql<Date>`least(fallback_from, ${now})`
        : waits
          ? sql<Date>`fallback_from`
          : sql<Date>`case when fallback_from <= ${now} then fallback_from end`,
      ...(state.passedOn ? { passed_on_at: sql<Date>`coalesce(passed_on_at, ${now})` } : {}),
    })
    .where("case_id", "=", state.case)
    .execute();
  if (state.status === "accepted") await setCare(scope, state, now);
  // Only the desk that accepted writes in a case that has a key, but for its end: then the team matters no more.
  if (state.status === "accepted" && state.key !== null) await setTeam(scope, state.case, state.key.team);
}

/** What the desk that accepted is told of its case in a list (`list.store.ts`). Only its own members write once it has accepted. */
async function setCare(scope: Scope, state: ReferredCase, now: Date): Promise<void> {
  const { nextDue, owner, closed, stepsDone, answeredBy } = state;
  if (answeredBy === null) return;
  const said = { next_due: nextDue, owner, closed, steps_done: stepsDone, changed_at: now };
  await scope
    .insertInto("case_care")
    .values({ case_id: state.case, desk: answeredBy.desk.desk, ...said })
    .onConflict((conflict) => conflict.column("case_id").doUpdateSet(said))
    .execute();
}

async function setTeam(scope: Scope, caseId: string, team: readonly string[] | null): Promise<void> {
  const members = team === null ? null : [...team];
  await scope
    .insertInto("case_team")
    .values({ case_id: caseId, members })
    .onConflict((conflict) => conflict.column("case_id").doUpdateSet({ members }))
    .execute();
}

export async function referenceTaken(scope: Scope, organisation: string, reference: string): Promise<boolean> {
  const found = await scope
    .selectFrom("referral")
    .select("case_id")
    .where("sender_organisation", "=", organisation)
    .where("reference", "=", reference)
    .executeTakeFirst();
  return found !== undefined;
}

const nobody = "00000000-0000-0000-0000-000000000000";
/** Newest first; the rest is a matter of paging, when somebody has more. */
const most = 500;

/** Referrals that the actor's desks sent; of a phone, only its own. */
export function sentBy(scope: Scope, { kind, id, desks }: Actor): Promise<Selectable<ReferralRow>[]> {
  return scope
    .selectFrom("referral")
    .selectAll()
    .where("sender_desk", "in", desks.length > 0 ? desks.map((desk) => desk.desk) : [nobody])
    .$if(kind === "device", (query) => query.where("author", "=", id))
    .orderBy("received_at", "desc")
    .limit(most)
    .execute();
}
