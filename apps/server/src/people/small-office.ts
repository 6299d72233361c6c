import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { addRecord } from "../record/record.store.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { attempt } from "./attempt.ts";
import type { Done } from "./change-people.ts";
import { lockPeople, readPeople, setSmallOffice } from "./colleagues.store.ts";

/** The one person of an organisation says that she keeps people and works cases at once, and knows what that costs. */
export function declareSmallOffice(house: House, by: CallerMember): Promise<Done | Refused> {
  return attempt(house, by.organisation, async (scope) => {
    const now = house.clock();
    await lockPeople(scope, by.organisation);
    const { members } = await readPeople(scope, by.organisation, { keeper: false, now });
    if (members.filter((one) => one.standing !== "left").length > 1) return refused("more-than-one");
    await setSmallOffice(scope, by.organisation, now);
    const { organisation, id } = by;
    await addRecord(scope, house, { organisation, kind: "small-office-declared", by: id, about: organisation });
    return { ok: true as const };
  });
}
