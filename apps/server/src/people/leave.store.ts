import { sql } from "kysely";
import { endFeed } from "../calendar/calendar.store.ts";
import type { Database } from "../database/connect.ts";
import type { Scope } from "../database/scope.ts";
import { forgetFactors } from "../sign-in/factors.store.ts";
import { endSessionsOf } from "../sign-in/session.store.ts";
import { forgetTelling } from "../telling/choices.store.ts";
import { forgetViews } from "../views/views.store.ts";

type Standing = "here" | "on-leave" | "left";

/** Whether somebody who has proven her passphrase may come in now; asked before a session begins. */
export async function findStanding(db: Database | Scope, member: string, now: Date): Promise<Standing> {
  const { rows } = await sql<{
    standing: Standing | null;
  }>`select find_standing(${member}, ${now}) as standing`.execute(db);
  return rows[0]?.standing ?? "left";
}

export interface Leave {
  /** Last day (UTC), or null where nobody knows yet. */
  readonly until: string | null;
  /** Whose turn it is meanwhile. */
  readonly standsIn: string | null;
}

/** She is away from now on: no session lives on, the keys stay. */
export async function beginLeave(scope: Scope, member: string, { until, standsIn }: Leave, now: Date): Promise<void> {
  await scope
    .updateTable("member")
    .set({ leave_since: now, leave_until: until, stands_in: standsIn })
    .where("id", "=", member)
    .execute();
  await endSessionsOf(scope, member);
}

export async function endLeave(scope: Scope, member: string): Promise<void> {
  await scope
    .updateTable("member")
    .set({ leave_since: null, leave_until: null, stands_in: null })
    .where("id", "=", member)
    .execute();
}

/**
 * She is out for good, in this transaction: no session, no desk's key, no second factor, no sign-in name (somebody else may have it).
 * The row stays, since entries name their author.
 */
export async function endMembership(scope: Scope, member: string, now: Date): Promise<void> {
  await scope
    .updateTable("member")
    .set({ left_at: now, handle_key: `left ${member}`, leave_since: null, leave_until: null, stands_in: null })
    .where("id", "=", member)
    .execute();
  await scope.updateTable("member").set({ stands_in: null }).where("stands_in", "=", member).execute();
  await endSessionsOf(scope, member);
  await forgetFactors(scope, member);
  await forgetTelling(scope, member);
  await endFeed(scope, member);
  await forgetViews(scope, member);
}
