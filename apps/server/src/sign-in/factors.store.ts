import type { Factor, HalfSession } from "@threshold/contract";
import { sql } from "kysely";
import { asOrganisation, type Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { attempt } from "../people/attempt.ts";
import { hashCode, makeCode } from "../people/secrets.ts";
import { addRecord } from "../record/record.store.ts";
import type { CallerMember } from "./session.store.ts";

/** What a member can prove herself with, and what her organisation asks for. */
export async function held(scope: Scope, member: string): Promise<Omit<HalfSession, "half">> {
  const row = await scope
    .selectFrom("member as m")
    .innerJoin("organisation as o", "o.id", "m.organisation")
    .select((on) => [
      "o.factor as asks",
      on.exists(on.selectFrom("passkey").whereRef("member", "=", "m.id")).as("passkeys"),
      // A link to a sign-in that the organisation does not ask for now proves nothing.
      on
        .exists(
          on
            .selectFrom("provider_link as l")
            .whereRef("l.member", "=", "m.id")
            .whereRef("l.provider", "=", "o.provider")
            .where("o.factor", "=", "oidc"),
        )
        .as("provider"),
      on
        .exists(on.selectFrom("recovery_code").whereRef("member", "=", "m.id").where("used_at", "is", null))
        .as("recovery"),
    ])
    .where("m.id", "=", member)
    .executeTakeFirstOrThrow();
  const { asks, passkeys, provider, recovery } = row;
  return { asks, passkeys: passkeys === true, provider: provider === true, recovery: recovery === true };
}

/** True where nothing is set up that counts now: the first second factor is made by whoever has the passphrase. */
export const holdsNothing = (held: Omit<HalfSession, "half">): boolean =>
  !held.passkeys && !held.provider && !held.recovery;

/** Takes every second factor from a member, in the caller's transaction: she is invited anew, with new keys. */
export async function forgetFactors(scope: Scope, member: string): Promise<void> {
  await scope.deleteFrom("passkey").where("member", "=", member).execute();
  await scope.deleteFrom("provider_link").where("member", "=", member).execute();
  await scope.deleteFrom("recovery_code").where("member", "=", member).execute();
}

/** Ten new one-time codes in the place of all before. */
export async function makeRecovery(house: House, { id, organisation }: CallerMember): Promise<string[]> {
  const codes = Array.from({ length: 10 }, makeCode);
  const made_at = house.clock();
  const rows = await Promise.all(
    codes.map(async (code) => ({ code_hash: await hashCode(code), organisation, member: id, made_at, used_at: null })),
  );
  await asOrganisation(house.db, house.clock, organisation, async (scope) => {
    await scope.deleteFrom("recovery_code").where("member", "=", id).execute();
    await scope.insertInto("recovery_code").values(rows).execute();
    await addRecord(scope, house, { organisation, kind: "recovery-codes-made", by: id, about: id });
  });
  return codes;
}

/** Uses a one-time code of this member; false where it is none of hers, or was used. */
export async function useRecovery(house: House, { id, organisation }: CallerMember, code: string): Promise<boolean> {
  const hash = await hashCode(code);
  return asOrganisation(house.db, house.clock, organisation, async (scope) => {
    const done = await scope
      .updateTable("recovery_code")
      .set({ used_at: house.clock() })
      .where("code_hash", "=", hash)
      .where("member", "=", id)
      .where("used_at", "is", null)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) return false;
    await addRecord(scope, house, { organisation, kind: "recovery-code-used", by: id, about: id });
    return true;
  });
}

export async function recoveryLeft(scope: Scope, member: string): Promise<number> {
  const row = await scope
    .selectFrom("recovery_code")
    .select(sql<number>`count(*)::integer`.as("n"))
    .where("member", "=", member)
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow();
  return row.n;
}

/**
 * Says what an organisation's people prove beside the passphrase. Whoever holds a passkey keeps it, and it counts.
 * Refused where whoever chooses could not prove herself afterwards but by a one-time code.
 */
export async function chooseFactor(
  house: House,
  { id, organisation }: CallerMember,
  factor: Factor,
  provider: string | null,
): Promise<{ readonly ok: true } | Refused> {
  return attempt(house, organisation, async (scope) => {
    // Her last passkey could go at the same moment: `removePasskey` waits here.
    await scope.selectFrom("member").select("id").where("id", "=", id).forUpdate().execute();
    const before = await held(scope, id);
    await scope.updateTable("organisation").set({ factor, provider }).where("id", "=", organisation).execute();
    const after = await held(scope, id);
    const wayIn = after.passkeys || after.provider || factor === "none";
    if (!wayIn && !holdsNothing(before)) return refused("passkey-first");
    await addRecord(scope, house, { organisation, kind: "factor-chosen", by: id, about: organisation, detail: factor });
    return { ok: true as const };
  });
}

export async function factorOf(
  scope: Scope,
  organisation: string,
): Promise<{ factor: Factor; provider: string | null; invented: boolean }> {
  return scope
    .selectFrom("organisation")
    .select(["factor", "provider", "invented"])
    .where("id", "=", organisation)
    .executeTakeFirstOrThrow();
}
