import { ownDesks } from "../referral/banner.tsx";
import type { OpenCase } from "../referral/open-case.ts";
import { standingOf } from "../referral/standing.ts";

/** What the parts that only the desk which accepted has need; null where this member is not of it. */
export function careOf(open: OpenCase) {
  const { state } = open;
  const desk = standingOf(open, ownDesks())?.readAs?.desk;
  return desk === undefined || state.status !== "accepted" ? null : { open, state, desk };
}
