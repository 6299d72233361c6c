import type { BeginShift, NewBadge, Shift } from "@threshold/contract";
import { hashPin, makePinSalt, samePin } from "@threshold/sealing/passphrase";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import type { CallerDevice } from "../http/access.ts";
import { type Refused, refused } from "../http/problems.ts";
import { addRecord } from "../record/record.store.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { beginTry, forgetTries, waitFor } from "../sign-in/sign-in.store.ts";
import { addBadge, beginShift, endShift, lockBadge, retireBadge, tryBadge } from "./badges.store.ts";
import { accountMark, hashOf, makeToken } from "./secrets.ts";

/** Makes a badge for a desk. The PIN was made in the browser and shown there once. */
export async function makeBadge(
  house: House,
  by: CallerMember,
  { desk, number, pin }: NewBadge,
): Promise<{ ok: true; id: string } | Refused> {
  if (!by.desks.includes(desk)) return refused("not-found", "/desk");
  const [id, pinSalt, at] = [crypto.randomUUID(), makePinSalt(), house.clock()];
  const { organisation } = by;
  const pinHash = Buffer.from(await hashPin(pin, pinSalt, house.keys.secret), "hex");
  try {
    await asOrganisation(house.db, house.clock, organisation, async (scope) => {
      await addBadge(scope, { id, organisation, desk, number, pinSalt, pinHash, at });
      await addRecord(scope, house, { organisation, kind: "badge-made", by: by.id, about: id });
    });
  } catch (error) {
    if ((error as { constraint?: string }).constraint === "badge_number") return refused("number-taken", "/number");
    throw error;
  }
  return { ok: true, id };
}

export async function removeBadge(house: House, by: CallerMember, id: string): Promise<Refused | null> {
  const { organisation } = by;
  return asOrganisation(house.db, house.clock, organisation, async (scope) => {
    if (!(await retireBadge(scope, id, house.clock()))) return refused("not-found");
    await addRecord(scope, house, { organisation, kind: "badge-removed", by: by.id, about: id });
    return null;
  });
}

/** Wrong badges and PINs that a phone may try in a quarter of an hour: each costs the server Argon2, also where there is no such badge. */
const mostShifts = 20;
const shiftMark = (house: House, device: string): Promise<Buffer> => accountMark(house.keys, `shift on ${device}`);

/** Counts a try before it is looked at. @returns seconds until this phone may try again; null where it may now */
export async function waitForShift(house: House, { id }: CallerDevice): Promise<number | null> {
  const mark = await shiftMark(house, id);
  return (await waitFor(house, mark, mostShifts)) ?? beginTry(house, mark, mostShifts);
}

/** Begins a shift on a phone. Five wrong PINs lock the badge, wherever they were tried. */
export async function startShift(
  house: House,
  { id: device, organisation }: CallerDevice,
  { number, pin }: BeginShift,
): Promise<{ ok: true; shift: Shift } | Refused> {
  const tried = await asOrganisation(house.db, house.clock, organisation, (scope) => tryBadge(scope, number));
  // Worked out in any case: the time does not tell whether there is such a badge.
  const salt = tried.state === "open" ? tried.salt : makePinSalt();
  const given = await hashPin(pin, salt, house.keys.secret);
  if (tried.state !== "open") return refused(tried.state === "locked" ? "badge-locked" : "badge-wrong");
  const token = makeToken();
  const tokenHash = await hashOf(token);
  const at = house.clock();
  const begun = await asOrganisation(house.db, house.clock, organisation, async (scope) => {
    if (!samePin(given, tried.hash)) {
      if (!tried.last) return refused("badge-wrong");
      await lockBadge(scope, tried.id, at);
      await addRecord(scope, house, { organisation, kind: "badge-locked", by: device, about: tried.id });
      return refused("badge-locked");
    }
    const id = crypto.randomUUID();
    const until = await beginShift(scope, { id, organisation, device, badge: tried.id, tokenHash, at });
    return { ok: true as const, shift: { badge: tried.id, token, until: until.toISOString() } };
  });
  if (begun.ok) await forgetTries(house, await shiftMark(house, device));
  return begun;
}

export async function stopShift(house: House, { id, organisation }: CallerDevice, token: string): Promise<void> {
  const tokenHash = await hashOf(token);
  await asOrganisation(house.db, house.clock, organisation, (scope) => endShift(scope, id, tokenHash, house.clock()));
}
