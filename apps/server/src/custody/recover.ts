import type { AskBySheet, AskedRecovery, AskRecovery, CustodyRelease, FinishRecovery } from "@threshold/contract";
import { sameText } from "@threshold/sealing";
import { checkRelease } from "@threshold/sealing/custody";
import { asOrganisation, type Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { addWraps, dropWraps } from "../people/desk-keys.store.ts";
import { hashOf } from "../people/secrets.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { endSessionsOf } from "../sign-in/session.store.ts";
import { findAccount } from "../sign-in/sign-in.store.ts";
import { signNetwork } from "../trust/network.ts";
import { makeAskingToken } from "./asking.ts";
import { displaceAskings } from "./askings.store.ts";
import {
  addRecovery,
  desksOfMember,
  endRecovery,
  openedTo,
  recipientOfMember,
  standingOf,
  takeKeys,
  withRecovery,
} from "./recovery.store.ts";
import { addRelease, requestsTo } from "./releases.store.ts";
import { sheetHashOf } from "./sets.store.ts";
import { recordAtAll } from "./told.ts";
import { withAsking } from "./with-asking.ts";

/** Shares that open a desk's keys. */
export const needed = 2;
/** Askings of one member that wait for a custodian. Anybody can ask in her name, so a newer one is never turned away: it takes the oldest's place. */
const mostWaiting = 3;

/** Somebody who cannot sign in any more asks, with new keys. Whoever asks under a name that nobody has is told the same. */
export async function ask(house: House, { handle, keys }: AskRecovery): Promise<AskedRecovery> {
  const made = await make(house);
  const account = await findAccount(house, handle);
  if (account !== null)
    await asOrganisation(house.db, house.clock, account.organisation, async (scope) => {
      const { recipient, verifyKey } = keys;
      await begin(house, scope, { ...made, how: "shares", recipient, verifyKey, keys }, account);
    });
  return told(made);
}

/** Somebody holds the printed sheet of one of her desks: new keys for her at once. The refusal does not tell which of the two was wrong. */
export async function askBySheet(
  house: House,
  { handle, keys, proof }: AskBySheet,
): Promise<{ ok: true; asked: AskedRecovery } | Refused> {
  const made = await make(house);
  const account = await findAccount(house, handle);
  const shown = (await hashOf(proof)).toString("hex");
  if (account === null) return refused("sheet-unknown");
  return asOrganisation(house.db, house.clock, account.organisation, async (scope) => {
    for (const desk of await desksOfMember(scope, account.id)) {
      const kept = await sheetHashOf(scope, desk);
      if (kept === null || !sameText(kept.toString("hex"), shown)) continue;
      const { recipient, verifyKey } = keys;
      await begin(house, scope, { ...made, how: "sheet", recipient, verifyKey, keys }, account, [desk]);
      return { ok: true as const, asked: told(made) };
    }
    return refused("sheet-unknown");
  });
}

/** Somebody who signed in with new keys, and to whom nobody is left to pass the desks' keys on. */
export async function askForOwn(house: House, by: CallerMember): Promise<AskedRecovery> {
  const made = await make(house);
  return asOrganisation(house.db, house.clock, by.organisation, async (scope) => {
    const { verifyKey } = by;
    const recipient = await recipientOfMember(scope, by.id);
    await begin(house, scope, { ...made, how: "shares", recipient, verifyKey, keys: null }, by);
    return told(made);
  });
}

type Made = AskedRecovery & { readonly at: Date };
const make = async (house: House): Promise<Made> => ({
  recovery: crypto.randomUUID(),
  ...(await makeAskingToken(house)),
});
const told = ({ recovery, token }: Made): AskedRecovery => ({ recovery, token });
type Begun = Made & Pick<Parameters<typeof addRecovery>[1], "how" | "recipient" | "verifyKey" | "keys">;

async function begin(
  house: House,
  scope: Scope,
  { recovery: id, ...asked }: Begun,
  { id: member, organisation }: { readonly id: string; readonly organisation: string },
  desks?: readonly string[],
): Promise<void> {
  const wanted = desks ?? (await desksOfMember(scope, member));
  const displaced = asked.how === "sheet" ? 0 : await displaceAskings(scope, member, mostWaiting - 1, house.clock());
  await addRecovery(scope, { id, organisation, member, ...asked, desks: wanted });
  for (let n = 0; n < displaced; n += 1)
    await recordAtAll(house, scope, [organisation], { kind: "recovery-displaced", by: null, about: member });
  await recordAtAll(house, scope, [organisation], {
    kind: "recovery-asked",
    by: member,
    about: member,
    detail: asked.how,
  });
}

/** A custodian gives her shares to whoever asks, each signed for; or refuses all that she is asked for. */
export async function answer(
  house: House,
  by: CallerMember,
  recovery: string,
  releases: readonly CustodyRelease[] | null,
): Promise<Refused | null> {
  return asOrganisation(house.db, house.clock, by.organisation, async (scope) => {
    const at = house.clock();
    const request = (await requestsTo(scope, by.id, at)).find((one) => one.recovery === recovery);
    const open = request?.shares.filter((one) => one.answer === null) ?? [];
    if (request === undefined || open.length === 0) return refused("recovery-over");
    const organisation = request.organisation.id;
    for (const { set, n } of open) {
      const released = releases?.find((one) => one.release.set === set && one.release.n === n) ?? null;
      if (releases !== null && released === null) continue;
      if (released !== null) {
        const { release } = released;
        const fits =
          release.recovery === recovery &&
          release.member === request.member.id &&
          release.recipient === request.recipient &&
          release.verifyKey === request.verifyKey &&
          release.custodian === by.id;
        if (!fits || !(await checkRelease(released, by.verifyKey))) return refused("signature-wrong", "/releases");
      }
      await addRelease(scope, { recovery, set, n, organisation, custodian: by, released, at });
    }
    const kind = releases === null ? "recovery-refused" : "recovery-released";
    await recordAtAll(house, scope, [by.organisation, organisation], { kind, by: by.id, about: request.member.id });
    return null;
  });
}

/** Takes an asking back: the member herself, who may never have asked, or who keeps people there. */
export async function stop(house: House, by: CallerMember, id: string, keepsPeople: boolean): Promise<Refused | null> {
  return withRecovery(house, { id, organisation: by.organisation }, async (scope, row) => {
    if (row === undefined || (row.member !== by.id && !keepsPeople)) return refused("not-found");
    if (!(await endRecovery(scope, id, { state: "stopped", by: by.id, at: house.clock() })))
      return refused("recovery-over");
    await recordAtAll(house, scope, [by.organisation], { kind: "recovery-stopped", by: by.id, about: row.member });
    return null;
  });
}

/** How an asking stands. One under a name that nobody has stands as one that nobody answers, and costs as much to look at. */
export async function look(house: House, token: string) {
  return withAsking(house, token, async (scope, row) => {
    const state = standingOf(row, house.clock());
    const desks = state === "asked" ? await openedTo(scope, row, needed) : [];
    // Before anything is released, nothing tells that there is such a member.
    return { state, desks: desks.filter((desk) => desk.kept !== null || desk.released.length > 0) };
  });
}

/**
 * She opened the desks' keys and wrapped them to herself. Only for desks of which enough shares were released, or whose sheet was shown;
 * her new keys take the place of the old ones, and whoever was signed in as her is out.
 */
export async function finish(house: House, { token, wraps, bundle }: FinishRecovery): Promise<Refused | null> {
  const done = await withAsking(house, token, async (scope, row) => {
    const at = house.clock();
    if (standingOf(row, at) !== "asked") return refused("recovery-over");
    const open = (await openedTo(scope, row, needed)).filter((one) => one.kept !== null).map((one) => one.desk.id);
    const given = [...new Set(wraps.map((wrap) => wrap.desk))];
    const { member, organisation } = row;
    if (member === null || given.some((desk) => !open.includes(desk))) return refused("shares-missing");
    if (row.bundle !== null) {
      if (!(await takeKeys(scope, { ...row, member }, bundle))) return refused("recovery-over");
      await endSessionsOf(scope, member);
    }
    await dropWraps(scope, member, given);
    for (const desk of given)
      await addWraps(
        scope,
        organisation,
        desk,
        wraps.filter((wrap) => wrap.desk === desk).map(({ version, wrapped }) => ({ member, version, wrapped })),
      );
    await endRecovery(scope, row.id, { state: "done", by: member, at });
    await recordAtAll(house, scope, [organisation], {
      kind: "recovery-done",
      by: member,
      about: member,
      detail: row.how,
    });
    return null;
  });
  // Where she was the only one who could sign for her organisation, the root says who may now.
  if (done === null) await signNetwork(house);
  return done;
}
