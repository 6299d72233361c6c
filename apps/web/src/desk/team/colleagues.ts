import { can } from "@threshold/casework";
import type { Colleague } from "@threshold/contract";
import { confirmedOf } from "../people/confirmed.ts";
import { current } from "../session.ts";
import { trust } from "../trust/trust.ts";
import type { TeamMember } from "./case-key.ts";

/** A colleague who could work on a case of this desk. */
export interface Candidate extends TeamMember {
  readonly name: string;
}

/** Those who work cases at a desk, each with the key that the organisation signed for her; others are left out. */
export async function candidates(members: readonly Colleague[], desk: string): Promise<Candidate[]> {
  const known = trust.peek();
  if (known === null) return [];
  const there = members.filter(
    ({ roles, standing }) => (standing === "here" || standing === "on-leave") && can(roles, "work-cases"),
  );
  const confirmed = await confirmedOf(known, current().organisation.id, there, new Date());
  return there.flatMap(({ id, name }) => {
    const found = confirmed.find((one) => one.id === id && one.desks.includes(desk));
    return found === undefined ? [] : [{ id, name, recipient: found.recipient }];
  });
}
