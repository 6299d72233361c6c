import { can } from "@threshold/casework";
import { type AddDesk, type ChangeMember, type Colleague, type KeyChange, mayHoldKeys } from "@threshold/contract";
import type { Static } from "typebox";
import { stopAskingsOf } from "../custody/askings.store.ts";
import type { Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { addRecord } from "../record/record.store.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { attempt } from "./attempt.ts";
import { addClosedService } from "./closed-service.ts";
import { closeCodes } from "./codes.store.ts";
import { lockPeople, readPeople, setPlace } from "./colleagues.store.ts";
import { dropWraps } from "./desk-keys.store.ts";
import { takeKeys } from "./key-change.ts";
import { endMembership } from "./leave.store.ts";
import { closeInvitationsBy, closeInvitationsOf } from "./member-invitations.store.ts";
import { nameDesk } from "./members.store.ts";

export type Done = { readonly ok: true };
const done: Done = { ok: true };

/** Everybody here and confirmed, as the books have them now. Changes of people wait for each other. */
async function present(house: House, scope: Scope, by: CallerMember): Promise<Colleague[]> {
  await lockPeople(scope, by.organisation);
  const people = await readPeople(scope, by.organisation, { keeper: false, now: house.clock() });
  return people.members.filter((one) => one.standing !== "left");
}

const confirmed = (people: readonly Colleague[]): Colleague[] =>
  people.filter((one) => one.standing !== "waiting" && one.certificate !== null);
const keeps = (people: readonly Pick<Colleague, "roles" | "standing">[]): boolean =>
  people.some((one) => can(one.roles, "keep-people") && one.standing === "here");

/** A colleague's browser found that the keys fit the invitation: the member has a certificate from now on. */
export function confirmMember(house: House, by: CallerMember, id: string, change: KeyChange): Promise<Done | Refused> {
  return attempt(house, by.organisation, async (scope) => {
    const people = await present(house, scope, by);
    const found = people.find((one) => one.id === id && one.standing === "waiting");
    if (found === undefined) return refused("not-found");
    await closeInvitationsOf(scope, id, house.clock());
    const after = [...confirmed(people), found];
    return (await takeKeys(house, scope, by, change, { people: after, rotate: [], certify: [id] })) ?? done;
  });
}

/** Other roles or desks. Nobody changes her own, unless she is alone; a desk that somebody leaves gets a new key. */
export function changeMember(
  house: House,
  by: CallerMember,
  id: string,
  { roles, desks, change }: Static<typeof ChangeMember>,
): Promise<Done | Refused> {
  return attempt(house, by.organisation, async (scope) => {
    const people = await present(house, scope, by);
    const found = people.find((one) => one.id === id);
    if (found === undefined || found.standing === "waiting") return refused("not-found");
    if (id === by.id && people.length > 1) return refused("not-yourself");
    const changed = { ...found, roles, desks };
    const after = people.map((one) => (one.id === id ? changed : one));
    if (!keeps(after)) return refused("last-administrator");
    const lost = found.desks.filter((desk) => !desks.includes(desk));
    const asked = { people: confirmed(after), rotate: lost, certify: [id] };
    await setPlace(scope, id, { roles, desks });
    await dropWraps(scope, id, lost);
    // An invitation to make new keys, or an asking, names the desks of before.
    await closeInvitationsOf(scope, id, house.clock());
    if (lost.length > 0) await stopAskingsOf(scope, id, by.id, house.clock());
    if (!can(roles, "keep-people")) await closeInvitationsBy(scope, id, house.clock());
    await closeCodes(scope, id, house.clock(), {
      organisations: !can(roles, "invite-organisations"),
      phones: !can(roles, "keep-phones") || lost.length > 0,
    });
    const wrong = await takeKeys(house, scope, by, change, asked);
    if (wrong !== null) return wrong;
    await addRecord(scope, house, { organisation: by.organisation, kind: "roles-changed", by: by.id, about: id });
    return done;
  });
}

/** Somebody is out at once, and every desk she worked at gets a new key in the same moment. */
export function endMember(house: House, by: CallerMember, id: string, change: KeyChange): Promise<Done | Refused> {
  return attempt(house, by.organisation, async (scope) => {
    const people = await present(house, scope, by);
    const found = people.find((one) => one.id === id);
    if (found === undefined) return refused("not-found");
    if (id === by.id) return refused("not-yourself");
    // Whoever does it stays, and keeps people: somebody always does.
    const after = people.filter((one) => one.id !== id);
    const rotate = mayHoldKeys(found) ? found.desks : [];
    await endMembership(scope, id, house.clock());
    await house.telling.jobs.look(scope, { owner: id }, null);
    await dropWraps(scope, id);
    const wrong = await takeKeys(house, scope, by, change, { people: confirmed(after), rotate, certify: [] });
    if (wrong !== null) return wrong;
    await closeInvitationsOf(scope, id, house.clock());
    await closeInvitationsBy(scope, id, house.clock());
    await closeCodes(scope, id, house.clock(), { organisations: true, phones: true });
    await stopAskingsOf(scope, id, by.id, house.clock());
    await addRecord(scope, house, { organisation: by.organisation, kind: "member-left", by: by.id, about: id });
    return done;
  });
}

/** A new key for a desk, with nobody leaving it. */
export function rotateDesk(house: House, by: CallerMember, desk: string, change: KeyChange): Promise<Done | Refused> {
  return attempt(house, by.organisation, async (scope) => {
    const people = await present(house, scope, by);
    const wrong = await takeKeys(house, scope, by, change, { people: confirmed(people), rotate: [desk], certify: [] });
    return wrong ?? done;
  });
}

/** One more desk, with its entry among those who can help, which stays closed until somebody says what it offers. */
export function addDeskOf(
  house: House,
  by: CallerMember,
  { desk, phone, change }: Static<typeof AddDesk>,
): Promise<Done | Refused> {
  return attempt(house, by.organisation, async (scope) => {
    const people = await present(house, scope, by);
    const joining = change.desks.find((one) => one.desk === desk.id)?.wraps.map((one) => one.member) ?? [];
    const after = confirmed(people).map((one) =>
      joining.includes(one.id) ? { ...one, desks: [...one.desks, desk.id] } : one,
    );
    if (!(await nameDesk(scope, { ...desk, organisation: by.organisation }))) return refused("people-changed");
    for (const one of after) if (joining.includes(one.id)) await setPlace(scope, one.id, one);
    const asked = { people: after, rotate: [desk.id], certify: joining, added: desk.id };
    const wrong = await takeKeys(house, scope, by, change, asked);
    if (wrong !== null) return wrong;
    await addClosedService(scope, { organisation: by.organisation, desk, phone, at: house.clock() });
    return done;
  });
}
