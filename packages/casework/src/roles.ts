/** What a member of an organisation does there. One person may hold several; `administrator` and `custodian` alone see no case. */
export const roles = [
  "officer",
  "caseworker",
  "investigator",
  "coordinator",
  "rapporteur",
  "administrator",
  "custodian",
] as const;
export type Role = (typeof roles)[number];

/**
 * What somebody may do beside the case itself, and which roles let her. About one case, policy.ts decides: a role only opens the door
 * to it. (Guidebook II.4: each organisation says who answers for personal data.)
 */
export const abilities = {
  /** Answers referrals, reads cards, opens stories of the desks she works. */
  "work-cases": ["caseworker", "investigator", "coordinator"],
  /** Sees that what her organisation sent stands, and takes it back where the person wants that. */
  "see-sent": ["officer", "caseworker", "investigator", "coordinator"],
  /** Says what the desk offers, and when it was checked. */
  "keep-services": ["coordinator", "administrator"],
  /** Connects phones. */
  "keep-phones": ["coordinator", "administrator"],
  /** Takes a phone out: whoever is there when it is lost, also at night. */
  "remove-phones": ["officer", "caseworker", "investigator", "coordinator", "administrator"],
  /** Invites members, changes what they may do, ends their access. */
  "keep-people": ["administrator"],
  /** Invites another organisation into the network. */
  "invite-organisations": ["coordinator", "administrator"],
  /** Says who holds the shares of a desk's key, and makes them anew. */
  "keep-custody": ["coordinator", "administrator"],
  /** Holds a share of a desk's key. */
  "hold-share": ["custodian"],
  /** Reads who did what with keys and access: never what is in a case. */
  "read-record": ["administrator", "custodian"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Ability = keyof typeof abilities;

/** True where one of these roles gives the ability. */
export function can(held: readonly string[], ability: Ability): boolean {
  const roles: readonly string[] = abilities[ability];
  return held.some((role) => roles.includes(role));
}
