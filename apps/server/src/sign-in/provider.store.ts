import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { hashOf } from "../people/secrets.ts";
import { addRecord } from "../record/record.store.ts";
import type { CallerMember } from "./session.store.ts";

/**
 * Whether this person of the agency's sign-in is this member. `link` ties the two where neither is tied yet: only for a member who
 * proved herself otherwise, or who holds no second factor at all.
 */
export async function isLinked(
  house: House,
  { id: member, organisation }: CallerMember,
  { provider, subject }: { readonly provider: string; readonly subject: string },
  link: boolean,
): Promise<boolean> {
  const subject_hash = await hashOf(subject);
  return asOrganisation(house.db, house.clock, organisation, async (scope) => {
    // One link to a member: what ties her to a sign-in that is not asked for any more makes room.
    if (link)
      await scope.deleteFrom("provider_link").where("member", "=", member).where("provider", "!=", provider).execute();
    const made = link
      ? await scope
          .insertInto("provider_link")
          .values({ subject_hash, organisation, member, made_at: house.clock(), provider })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
      : null;
    if ((made?.numInsertedOrUpdatedRows ?? 0n) > 0n)
      await addRecord(scope, house, {
        organisation,
        kind: "factor-added",
        by: member,
        about: member,
        detail: "provider",
      });
    const row = await scope
      .selectFrom("provider_link")
      .select("member")
      .where("member", "=", member)
      .where("provider", "=", provider)
      .where("subject_hash", "=", subject_hash)
      .executeTakeFirst();
    return row !== undefined;
  });
}
