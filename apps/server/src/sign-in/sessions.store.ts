import type { SessionLine } from "@threshold/contract";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { addRecord } from "../record/record.store.ts";
import type { CallerMember } from "./session.store.ts";

/** Where a member is signed in, the latest used first. */
export function listSessions(house: House, { id, organisation, sessionId }: CallerMember): Promise<SessionLine[]> {
  return asOrganisation(house.db, house.clock, organisation, async (scope) => {
    const rows = await scope
      .selectFrom("session")
      .select(["id", "browser", "made_at", "seen_at"])
      .where("member", "=", id)
      .where("level", "=", "full")
      .orderBy("seen_at", "desc")
      .execute();
    return rows.map((row) => ({
      id: row.id,
      browser: row.browser,
      madeAt: row.made_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      here: row.id === sessionId,
    }));
  });
}

/** Ends one of the member's own sessions; false where she has no such one. */
export async function endOne(house: House, { id, organisation }: CallerMember, session: string): Promise<boolean> {
  return asOrganisation(house.db, house.clock, organisation, async (scope) => {
    const done = await scope
      .deleteFrom("session")
      .where("id", "=", session)
      .where("member", "=", id)
      .executeTakeFirst();
    if (done.numDeletedRows === 0n) return false;
    await addRecord(scope, house, { organisation, kind: "session-ended", by: id, about: id });
    return true;
  });
}
