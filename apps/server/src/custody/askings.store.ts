import type { Scope } from "../database/scope.ts";

/** Stops every open asking of a member, in the caller's transaction: she has left, or works at fewer desks than when she asked. */
export async function stopAskingsOf(scope: Scope, member: string, by: string, at: Date): Promise<void> {
  await scope
    .updateTable("custody_recovery")
    .set({ state: "stopped", ended_at: at, ended_by: by })
    .where("member", "=", member)
    .where("state", "=", "asked")
    .execute();
}

/**
 * Ends the oldest askings of a member to which no custodian has released anything, so that this many stay: more are noise for the
 * custodians. By nobody: whoever holds its token is told what she would be told of a name that nobody has. @returns how many went
 */
export async function displaceAskings(scope: Scope, member: string, stay: number, at: Date): Promise<number> {
  // Two at one moment would each find room.
  await scope.selectFrom("member").select("id").where("id", "=", member).forUpdate().execute();
  const open = await scope
    .selectFrom("custody_recovery as r")
    .select("r.id")
    .where("r.member", "=", member)
    .where("r.state", "=", "asked")
    .where("r.how", "=", "shares")
    .where("r.expires_at", ">", at)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("custody_release as a")
            .select("a.n")
            .whereRef("a.recovery", "=", "r.id")
            .where("a.state", "=", "released"),
        ),
      ),
    )
    .orderBy("r.asked_at", "desc")
    .orderBy("r.id", "desc")
    .execute();
  const gone = open.slice(stay).map((row) => row.id);
  if (gone.length === 0) return 0;
  await scope
    .updateTable("custody_recovery")
    .set({ state: "stopped", ended_at: at, ended_by: null })
    .where("id", "in", gone)
    .execute();
  return gone.length;
}
