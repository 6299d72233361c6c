import { can } from "@threshold/casework";
import type { Colleague } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { openForMember, wrapHeld } from "../keys.ts";
import { current, stage } from "../session.ts";
import { loadTrust, trust } from "../trust/trust.ts";
import { confirmedNow, misfits, waiting } from "./attend.ts";
import { confirmMember, takeNewKeys } from "./changes.ts";
import { confirmedOf } from "./confirmed.ts";
import { keysFit, readNote } from "./invitation.ts";
import { loadPeople, ownLine, people } from "./state.ts";
/** One round of what `attend.ts` does by itself. */
export async function lookAfterKeys(): Promise<void> {
  if (stage.peek().at !== "in" || (await loadPeople()) !== null) return;
  const { member, desks } = current();
  const own = people.value === null ? undefined : ownLine(people.value);
  const missing = own?.desks.filter((desk) => desks.every((one) => one.id !== desk)) ?? [];
  const behind = people.value?.desks.filter((desk) =>
    desks.some((one) => one.id === desk.id && one.version < desk.version),
  );
  if (missing.length > 0 || (behind?.length ?? 0) > 0) await takeNewKeys();
  if (stage.peek().at !== "in") return;
  const still = missing.some((desk) => current().desks.every((one) => one.id !== desk));
  waiting.value = own?.standing === "waiting" || still;
  if (can(member.roles, "keep-people")) await confirmWaiting();
  await passKeysOn();
}

async function confirmWaiting(): Promise<void> {
  const wrong: string[] = [];
  if (!people.value?.members.some((one) => one.standing === "waiting")) {
    misfits.value = wrong;
    return;
  }
  if ((await loadTrust()) !== null) return;
  const home = trust.value?.organisations.find((one) => one.id === current().organisation.id);
  // Where the root named who keeps this organisation's keys, somebody has to be sure of that first.
  if (home === undefined || home.named.length > 0) return;
  for (const invitation of people.value?.invitations ?? []) {
    const member = people.value?.members.find((one) => one.id === invitation.used?.member);
    if (member === undefined || member.standing !== "waiting") continue;
    const opened = await openForMember(invitation.sealedCode);
    const note = await readNote(opened, home);
    // It opens here, and nobody who keeps keys here wrote it.
    const fit = opened !== null && note === null ? "refused" : await keysFit(invitation, member, note);
    if (fit === "refused") wrong.push(member.id);
    if (fit !== "fits" || note === null) continue;
    if ((await confirmMember(member, note)) === null) confirmedNow.value = member.name;
  }
  misfits.value = wrong;
}

/** Only to keys that a steward signed for, whatever the server says who works where. */
async function passKeysOn(): Promise<void> {
  const books = people.value;
  if (books === null || !books.desks.some((desk) => lacking(books.members, desk).length > 0)) return;
  if ((await loadTrust()) !== null || trust.value === null) return;
  const confirmed = await confirmedOf(trust.value, current().organisation.id, books.members, new Date());
  for (const desk of books.desks) {
    const wraps = [];
    for (const id of lacking(books.members, desk)) {
      const to = confirmed.find((one) => one.id === id && one.desks.includes(desk.id));
      if (to === undefined) continue;
      const has = desk.holders.find((holder) => holder.member === id)?.versions ?? [];
      const keys = await wrapHeld(desk.id, [to.recipient]);
      wraps.push(
        ...keys
          .filter((key) => !has.includes(key.version))
          .map(({ version, wrapped }) => ({ member: id, version, wrapped })),
      );
    }
    if (wraps.length > 0) await call(`/desks/${desk.id}/pass-on`, { method: "POST", body: { wraps } });
  }
}

/** Members who work at a desk and lack one of its keys. */
function lacking(
  members: readonly Colleague[],
  {
    id,
    keys,
    holders,
  }: { id: string; keys: readonly unknown[]; holders: readonly { member: string; versions: readonly number[] }[] },
): string[] {
  return members
    .filter((one) => one.certificate !== null && one.standing !== "left" && one.standing !== "waiting")
    .filter((one) => one.desks.includes(id))
    .filter((one) => (holders.find((holder) => holder.member === one.id)?.versions.length ?? 0) < keys.length)
    .map((one) => one.id);
}
