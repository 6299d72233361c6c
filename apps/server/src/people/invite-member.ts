import type { InviteMember } from "@threshold/contract";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { addRecord } from "../record/record.store.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { attempt } from "./attempt.ts";
import type { Done } from "./change-people.ts";
import { lockPeople, readPlace } from "./colleagues.store.ts";
import { currentKeys } from "./desk-keys.store.ts";
import {
  addMemberInvitation,
  closeInvitationsOf,
  handlePromised,
  takeBackInvitation,
} from "./member-invitations.store.ts";
import { handleTaken } from "./members.store.ts";

/**
 * Opens a place for one person. Where it is for new keys, the member stays who she is: name, roles and desks come from the books, and
 * any other invitation of hers ends.
 */
export function inviteMember(
  house: House,
  by: CallerMember,
  wish: InviteMember,
): Promise<{ readonly ok: true; readonly expires: string } | Refused> {
  return attempt(house, by.organisation, async (scope) => {
    const at = house.clock();
    await lockPeople(scope, by.organisation);
    const known = wish.renews === null ? null : await readPlace(scope, wish.renews);
    if (wish.renews !== null) {
      if (known === null) return refused("not-found");
      if (wish.renews === by.id) return refused("not-yourself");
      await closeInvitationsOf(scope, wish.renews, at);
    } else {
      if ((await handleTaken(scope, wish.handle)) || (await handlePromised(scope, wish.handle, at)))
        return refused("handle-taken", "/handle");
      const desks = new Set((await currentKeys(scope)).map((key) => key.desk));
      if (!wish.desks.every((desk) => desks.has(desk))) return refused("bad-request", "/desks");
    }
    const { organisation, id } = by;
    const { expires } = await addMemberInvitation(scope, { ...wish, ...known, organisation, by: id, at });
    await addRecord(scope, house, { organisation, kind: "member-invited", by: id, about: wish.renews });
    return { ok: true as const, expires: expires.toISOString() };
  });
}

/** Takes an invitation back that nobody used yet. */
export function takeBack(house: House, by: CallerMember, invitation: string): Promise<Done | Refused> {
  return attempt(house, by.organisation, async (scope) => {
    const taken = await takeBackInvitation(scope, invitation, house.clock());
    if (taken === null) return refused("not-found");
    const { organisation, id } = by;
    await addRecord(scope, house, { organisation, kind: "invitation-taken-back", by: id, about: taken.renews });
    return { ok: true as const };
  });
}
