import { type CaseState, type DeskAddress, type Standing, sameDesk } from "@threshold/casework";

/**
 * True where the server says that a case was taken back or answered by a desk whose entries are handed over here (the sender's, one's own)
 * and handed over none that proves it. Its word counts only for what other desks wrote.
 * @param own desks of the member
 */
export function isUnproven(
  state: CaseState,
  { answeredBy, withdrawnBy }: Pick<Standing, "answeredBy" | "withdrawnBy">,
  own: readonly DeskAddress[],
): boolean {
  if (state.status === "no-referral") return false;
  const shown = (desk: DeskAddress | null) =>
    desk !== null && [state.sender, ...own].some((other) => sameDesk(desk, other));
  // Whoever holds it sees every withdrawal that may be: the sender's, and her own desk's.
  const holder = state.answeredBy !== null && own.some((desk) => sameDesk(desk, state.answeredBy?.desk ?? null));
  const withdrawn = withdrawnBy !== null && state.status !== "withdrawn" && (holder || shown(withdrawnBy));
  return withdrawn || (shown(answeredBy) && state.answeredBy === null);
}
