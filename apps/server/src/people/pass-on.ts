import type { PassOnKeys } from "@threshold/contract";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { addRecord } from "../record/record.store.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { attempt } from "./attempt.ts";
import type { Done } from "./change-people.ts";
import { lockPeople, readPeople } from "./colleagues.store.ts";
import { addWraps, versionsHeld } from "./desk-keys.store.ts";

/**
 * A colleague's browser passes a desk's keys on: only keys that she holds herself, and only to people who work there by their
 * certificate.
 */
export function passOn(house: House, by: CallerMember, desk: string, { wraps }: PassOnKeys): Promise<Done | Refused> {
  return attempt(house, by.organisation, async (scope) => {
    await lockPeople(scope, by.organisation);
    const held = await versionsHeld(scope, desk, by.id);
    if (!wraps.every((wrap) => held.includes(wrap.version))) return refused("not-allowed", "/wraps");
    const { members } = await readPeople(scope, by.organisation, { keeper: false, now: house.clock() });
    const may = new Set(
      members
        .filter((one) => (one.standing === "here" || one.standing === "on-leave") && one.desks.includes(desk))
        .filter((one) => one.certificate?.statement.desks.includes(desk) === true)
        .map((one) => one.id),
    );
    if (!wraps.every((wrap) => may.has(wrap.member))) return refused("people-changed", "/wraps");
    const got = await addWraps(scope, by.organisation, desk, wraps);
    for (const about of got)
      await addRecord(scope, house, { organisation: by.organisation, kind: "desk-key-wrapped", by: by.id, about });
    return { ok: true as const };
  });
}
