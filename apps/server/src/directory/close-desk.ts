import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { passOnNow } from "../jobs/sweep.ts";
import { addRecord } from "../record/record.store.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { closeDeskOf } from "./directory.store.ts";

/**
 * A service takes no more referrals, or takes them again. What waits there goes to the second desk at once; its cases and its past stay as
 * they are, and so does what it signed. @returns false where the organisation has no such service with a desk
 */
export async function closeDesk(house: House, by: CallerMember, service: string, closed: boolean): Promise<boolean> {
  const { organisation } = by;
  const done = await asOrganisation(house.db, house.clock, organisation, async (scope) => {
    const desk = await closeDeskOf(scope, service, closed ? house.clock() : null);
    if (desk === null) return false;
    const kind = closed ? "desk-closed" : "desk-reopened";
    await addRecord(scope, house, { organisation, kind, by: by.id, about: desk });
    return true;
  });
  if (done && closed) await passOnNow(house);
  return done;
}
