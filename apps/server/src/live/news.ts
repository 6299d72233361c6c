import { type CaseState, type DeskAddress, mayRead, type Role, roles, standingOf } from "@threshold/casework";

/** That something changed in a case, and in which roles it shows at which desk. Ids and names of roles, never what it was. */
export interface News {
  readonly case: string;
  readonly to: readonly { readonly desk: string; readonly roles: readonly Role[] }[];
}

/**
 * Who learns that an entry came: whoever may read it, or sees the case stand otherwise than before, by the policy of casework. So a
 * sender's desk does not hear when, or how often, another desk works on what it sent (decision 18).
 * @param entry id of the entry that came
 * @param before the case without it, @param after with it
 * @param now milliseconds since 1970, the server's clock
 * @returns null where nobody learns of it
 */
export function newsOf(entry: string, before: CaseState, after: CaseState, now: number): News | null {
  if (after.status === "no-referral") return null;
  const item = after.timeline.find((one) => one.entry === entry);
  const stands = before.status === "no-referral" ? "" : JSON.stringify(standingOf(before));
  const otherwise = JSON.stringify(standingOf(after)) !== stands;
  const learns = (desk: DeskAddress, role: Role): boolean => {
    const actor = {
      kind: "member",
      id: nobody,
      organisation: desk.organisation,
      desks: [desk],
      roles: [role],
    } as const;
    const may = (what: "envelope" | "standing") =>
      mayRead(what, actor, item === undefined ? { state: after } : { state: after, entry: item }, now).ok;
    return may("envelope") || (otherwise && may("standing"));
  };
  const desks = new Map([after.sender, after.receiver, after.fallback ?? []].flat().map((desk) => [desk.desk, desk]));
  const to = [...desks.values()]
    .map((desk) => ({ desk: desk.desk, roles: roles.filter((role) => learns(desk, role)) }))
    .filter((one) => one.roles.length > 0);
  return to.length === 0 ? null : { case: after.case, to };
}

/** The policy asks for somebody; what desk and role decide does not hang on who it is. */
const nobody = "00000000-0000-0000-0000-000000000000";

/** True where somebody at these desks in these roles learns of it. */
export function concerns({ to }: News, desks: readonly string[], held: readonly string[]): boolean {
  return to.some((one) => desks.includes(one.desk) && one.roles.some((role) => held.includes(role)));
}
