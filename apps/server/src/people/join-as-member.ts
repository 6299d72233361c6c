import type { JoinAsMember } from "@threshold/contract";
import { endFeed } from "../calendar/calendar.store.ts";
import { type Scope, setScope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { addRecord } from "../record/record.store.ts";
import { forgetFactors } from "../sign-in/factors.store.ts";
import { endSessionsOf } from "../sign-in/session.store.ts";
import { forgetTelling } from "../telling/choices.store.ts";
import { orUndo, undoing } from "./attempt.ts";
import { setSmallOffice } from "./colleagues.store.ts";
import { dropWraps } from "./desk-keys.store.ts";
import { fillInvitation, useMemberInvitation } from "./member-invitations.store.ts";
import { addMember, handleTaken, renewKeys } from "./members.store.ts";

interface Joined {
  readonly ok: true;
  readonly organisation: string;
  readonly member: string;
}

/**
 * Lets in whoever holds an invitation, with keys that her browser made: as a new member, or as the same one with new keys. She can sign
 * in and read nothing: a colleague's browser has to confirm the keys and pass the desks' keys on. A refused join leaves the
 * invitation usable.
 */
export async function joinAsMember(house: House, wish: JoinAsMember): Promise<Joined | Refused> {
  try {
    return await undoing(() => house.db.transaction().execute((scope) => letIn(house, scope, wish).then(orUndo)));
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === "23505" && constraint === "member_handle_key_key") return refused("handle-taken");
    throw error;
  }
}

async function letIn(house: House, scope: Scope, { ticket, keys, binding }: JoinAsMember): Promise<Joined | Refused> {
  const at = house.clock();
  const place = await useMemberInvitation(scope, ticket, at);
  if (place === null) return refused("code-unknown");
  const { organisation, renews, handle, name, roles, desks } = place;
  await setScope(scope, house.clock, organisation);
  const member = renews ?? crypto.randomUUID();
  if (renews === null) {
    if (await handleTaken(scope, handle)) return refused("handle-taken");
    await setSmallOffice(scope, organisation, null);
    await addMember(scope, { id: member, organisation, handle, name, roles, keys, at, desks });
  } else {
    if (!(await renewKeys(scope, renews, keys, desks))) return refused("code-unknown");
    await endSessionsOf(scope, renews);
    await forgetFactors(scope, renews);
    await endFeed(scope, renews);
    // A browser or an address that somebody else put there would go on hearing of cases.
    await forgetTelling(scope, renews);
    // Sealed to keys that nobody can open any more.
    await dropWraps(scope, renews);
  }
  await fillInvitation(scope, place.id, { member, binding });
  const kind = renews === null ? "member-joined" : "member-renewed";
  await addRecord(scope, house, { organisation, kind, by: member, about: member });
  return { ok: true, organisation, member };
}
