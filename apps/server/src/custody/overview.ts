import type { Custody, PlaceHere } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";
import type { CallerMember } from "../sign-in/session.store.ts";
import { placesHere, placesOf } from "./places.store.ts";
import { recoveriesOf } from "./recovery.store.ts";
import { requestsTo } from "./releases.store.ts";
import { desksOf, seenOf, setsOf, sharesHeld } from "./sets.store.ts";

/** All that a member may know of custody: her organisation's desks, who asked for keys, and what is asked of her as a custodian. */
export async function readCustody(scope: Scope, member: CallerMember, custodian: boolean, now: Date): Promise<Custody> {
  const desks = await desksOf(scope);
  const places = await placesOf(scope);
  const ids = desks.map((desk) => desk.id);
  const sets = await setsOf(scope, ids);
  const seen = await seenOf(
    scope,
    [...sets.values()].map((known) => known.set.set),
  );
  return {
    now: now.toISOString(),
    desks: desks.map(({ id, name, version, recipient }) => {
      const known = sets.get(id) ?? null;
      const here = (places.get(id) ?? []).map((place) => {
        const share = known?.set.shares.find((one) => one.n === place.n && one.member === place.member?.id);
        return { ...place, seen: share === undefined ? null : (seen.get(`${known?.set.set}/${place.n}`) ?? null) };
      });
      return { desk: { id, name }, version, recipient, places: here, set: known };
    }),
    recoveries: await recoveriesOf(scope, now),
    here: custodian ? await here(scope, member) : [],
    requests: custodian ? await requestsTo(scope, member.id, now) : [],
  };
}

async function here(scope: Scope, { id }: CallerMember): Promise<PlaceHere[]> {
  const held = await sharesHeld(scope, id);
  return (await placesHere(scope)).map((row) => {
    const mine = row.member === id;
    const share = held.get(row.desk);
    return {
      desk: { id: row.desk, name: row.desk_name },
      n: row.n,
      organisation: { id: row.organisation, name: row.organisation_name },
      state: row.state,
      mine,
      asked: row.asked_at.toISOString(),
      share: mine && share?.n === row.n ? { known: share.known, sealed: share.sealed, seen: share.seen } : null,
    };
  });
}
