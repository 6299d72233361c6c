import { answerers, type DeskAddress, type ReferredCase, type Status, sameDesk, statusAt } from "@threshold/casework";
import type { CaseFile } from "@threshold/contract";
import type { OpenCase } from "./open-case.ts";

export interface Standing {
  readonly state: ReferredCase;
  readonly status: Status;
  /** A desk of this member that may answer now; null where none may. */
  readonly answerAs: DeskAddress | null;
  /** A desk of this member that may open the story now; null where none may. */
  readonly readAs: DeskAddress | null;
  /** A desk of this member that may record that the person no longer wants this; null where none may. */
  readonly withdrawAs: DeskAddress | null;
  /** Whether a desk of this member sent it. */
  readonly sentHere: boolean;
}

/**
 * What the member at this desk may do with a case now, by the same rules as the server.
 * @param desks the member's own
 */
export function standingOf(
  open: Pick<OpenCase, "state"> & { readonly file: Pick<CaseFile, "now"> },
  desks: readonly DeskAddress[],
): Standing | null {
  const { state, file } = open;
  if (state.status === "no-referral") return null;
  const now = Date.parse(file.now);
  const mine = (addresses: readonly DeskAddress[]) =>
    desks.find((own) => addresses.some((address) => sameDesk(address, own))) ?? null;
  const answerAs = mine(answerers(state, now));
  const readAs =
    state.answeredBy === null ? answerAs : state.status === "withdrawn" ? null : mine([state.answeredBy.desk]);
  const sender = mine([state.sender]);
  const withdrawAs = state.status === "withdrawn" ? null : (sender ?? readAs);
  return { state, status: statusAt(state, now), answerAs, readAs, withdrawAs, sentHere: sender !== null };
}
