import { brokenBy, type CaseState, type Glass, inTeam } from "@threshold/casework";
import type { OpenCase } from "../referral/open-case.ts";
import { current } from "../session.ts";

/** Whoever is signed in, as the policy of casework sees her. */
export function actor() {
  const { member, organisation, desks } = current();
  return {
    kind: "member",
    id: member.id,
    organisation: organisation.id,
    desks: desks.map((desk) => ({ organisation: organisation.id, desk: desk.id })),
    roles: member.roles,
  } as const;
}

/** True where she works on this case herself, or broke the glass and it is open still. */
export function mayAdd({ state, file }: Pick<OpenCase, "state" | "file">): boolean {
  if (state.status === "no-referral") return false;
  return inTeam(actor(), state) || brokenBy(actor(), state, Date.parse(file.now)) !== null;
}

/** What was opened in danger, the newest first; `open` while its hours run. */
export function broken(state: CaseState, now: number): readonly (Glass & { readonly open: boolean })[] {
  if (state.status === "no-referral") return [];
  return state.glass.map((one) => ({ ...one, open: one.until !== null && now < Date.parse(one.until) })).reverse();
}
