import type { CaseKey } from "@threshold/casework";
import type { TeamMember } from "./case-key.ts";

/**
 * For whom a case needs its next key: somebody holds the one in force who works here no more, or with other keys. What she was handed
 * she has; what comes after is not hers. Whoever has new keys comes back by being chosen again: not by who let her in.
 * @param desk recipient of the desk's current key
 * @param here those who work cases at this desk, as the organisation signed for them
 * @returns null where the key in force is right
 */
export function nextKeyFor(
  { team, sealedTo }: Pick<CaseKey, "team" | "sealedTo">,
  desk: string,
  here: readonly TeamMember[],
): { readonly team: readonly TeamMember[] | null } | null {
  const rest =
    team === null ? null : here.filter(({ id, recipient }) => team.includes(id) && sealedTo.includes(recipient));
  const right = new Set([desk, ...(rest ?? []).map((one) => one.recipient)]);
  return sealedTo.every((recipient) => right.has(recipient)) ? null : { team: rest };
}
