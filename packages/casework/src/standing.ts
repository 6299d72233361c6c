import { sameDesk } from "./arrival.ts";
import type { DeskAddress } from "./envelope.ts";
import { holderOf } from "./fold.ts";
import type { CaseState, ReferredCase, Status } from "./state.ts";

/**
 * How a referral stands, as the server tells everyone who has a part in it: which desk answered, declined, took it back. Without
 * whose hand, when, or how often it was opened: a receiver's times and counts are its own.
 */
export interface Standing {
  readonly status: Status;
  readonly answeredBy: DeskAddress | null;
  readonly declinedBy: readonly DeskAddress[];
  readonly passedOn: boolean;
  readonly withdrawnBy: DeskAddress | null;
}

export function standingOf(state: ReferredCase): Standing {
  const { status, answeredBy, declinedBy, passedOn, withdrawnBy } = state;
  return {
    status,
    answeredBy: answeredBy?.desk ?? null,
    declinedBy: [...declinedBy],
    passedOn,
    withdrawnBy: withdrawnBy?.desk ?? null,
  };
}

/**
 * What a client knows: the entries that it was handed and has checked, and for those it was not handed the server's word. Entries
 * in hand that say "taken back" or "accepted here" are never undone by that word, unless it says that it was taken back.
 */
export function withStanding(state: CaseState, standing: Standing): CaseState {
  if (state.status === "no-referral" || state.status === "withdrawn") return state;
  const { status, answeredBy, withdrawnBy, declinedBy, passedOn } = standing;
  if (state.status === "accepted" && status !== "withdrawn") return state;
  const told = { entry: "", how: "desk" } as const;
  const known = {
    ...state,
    status,
    answeredBy: state.answeredBy ?? (answeredBy === null ? null : { ...told, desk: answeredBy }),
    declinedBy: [
      ...state.declinedBy,
      ...declinedBy.filter((desk) => !state.declinedBy.some((own) => sameDesk(own, desk))),
    ],
    passedOn: state.passedOn || passedOn,
    withdrawnBy: withdrawnBy === null ? null : { entry: "", desk: withdrawnBy },
  };
  return { ...known, holder: holderOf(status, known, known.answeredBy?.desk ?? null, known.declinedBy) };
}
