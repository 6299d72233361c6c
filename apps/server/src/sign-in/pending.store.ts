import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import type { CallerMember } from "./session.store.ts";

/** What this browser was asked and may answer once, within five minutes. */
export type Pending =
  | { readonly kind: "make"; readonly challenge: string; readonly host: string }
  | { readonly kind: "use"; readonly challenge: string; readonly host: string }
  | {
      readonly kind: "provider";
      readonly provider: string;
      readonly verifier: string;
      readonly nonce: string;
      readonly state: string;
    };

const lasts = 5 * 60_000;

export async function putPending(house: House, member: CallerMember, pending: Pending): Promise<void> {
  const kept = JSON.stringify({ ...pending, at: house.clock().getTime() });
  await asOrganisation(house.db, house.clock, member.organisation, (scope) =>
    scope.updateTable("session").set({ pending: kept }).where("token_hash", "=", member.session).execute(),
  );
}

/** Takes it: whether the answer fits or not, nobody can give another one to the same question. */
export async function takePending<K extends Pending["kind"]>(
  house: House,
  member: CallerMember,
  kind: K,
): Promise<Extract<Pending, { readonly kind: K }> | null> {
  const found = await asOrganisation(house.db, house.clock, member.organisation, async (scope) => {
    const row = await scope
      .selectFrom("session")
      .select("pending")
      .where("token_hash", "=", member.session)
      .forUpdate()
      .executeTakeFirst();
    await scope.updateTable("session").set({ pending: null }).where("token_hash", "=", member.session).execute();
    // The driver reads jsonb; Kysely's types say the text that was written.
    return (row?.pending ?? null) as unknown as (Pending & { readonly at: number }) | null;
  });
  if (found === null || found.kind !== kind || house.clock().getTime() - found.at > lasts) return null;
  return found as unknown as Extract<Pending, { readonly kind: K }>;
}
