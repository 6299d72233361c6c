import { can } from "@threshold/casework";
import { isDay } from "@threshold/casework/care";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { addRecord } from "../record/record.store.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { attempt } from "./attempt.ts";
import type { Done } from "./change-people.ts";
import { lockPeople, readPeople } from "./colleagues.store.ts";
import { beginLeave, endLeave, type Leave } from "./leave.store.ts";
import { closeInvitationsOf } from "./member-invitations.store.ts";

const done: Done = { ok: true };

/** Somebody is away from now on. Somebody else has to be there who keeps people, and whoever stands in has to be there too. */
export function putOnLeave(house: House, by: CallerMember, id: string, leave: Leave): Promise<Done | Refused> {
  return attempt(house, by.organisation, async (scope) => {
    const now = house.clock();
    await lockPeople(scope, by.organisation);
    const { members } = await readPeople(scope, by.organisation, { keeper: false, now });
    const here = members.filter((one) => one.standing === "here" && one.id !== id);
    if (!members.some((one) => one.id === id && (one.standing === "here" || one.standing === "on-leave")))
      return refused("not-found");
    if (!here.some((one) => can(one.roles, "keep-people"))) return refused("last-administrator");
    if (leave.standsIn !== null && here.every((one) => one.id !== leave.standsIn))
      return refused("bad-request", "/standsIn");
    if (leave.until !== null && !isDay(leave.until)) return refused("bad-request", "/until");
    if (leave.until !== null && leave.until < now.toISOString().slice(0, 10)) return refused("bad-request", "/until");
    await beginLeave(scope, id, leave, now);
    await house.telling.jobs.look(scope, { owner: id }, null);
    // Making new keys calls back from leave: only an invitation from after it does.
    await closeInvitationsOf(scope, id, now);
    await addRecord(scope, house, { organisation: by.organisation, kind: "leave-begun", by: by.id, about: id });
    return done;
  });
}

export function bringBack(house: House, by: CallerMember, id: string): Promise<Done | Refused> {
  return attempt(house, by.organisation, async (scope) => {
    const now = house.clock();
    await lockPeople(scope, by.organisation);
    const { members } = await readPeople(scope, by.organisation, { keeper: false, now });
    if (!members.some((one) => one.id === id && one.standing === "on-leave")) return refused("not-found");
    await endLeave(scope, id);
    await house.telling.jobs.look(scope, { owner: id }, null);
    await addRecord(scope, house, { organisation: by.organisation, kind: "leave-ended", by: by.id, about: id });
    return done;
  });
}
