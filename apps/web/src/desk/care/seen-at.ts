import { callTime } from "../referral/entry.ts";
import { momentOf } from "./form.tsx";

/**
 * When somebody was last seen, as people type it: `14:05`, the last time that clocks here showed it; or a day, with a time or without.
 * @returns null where nothing was typed; undefined where it is no moment, or is still to come
 */
export function seenAt(typed: string, now = new Date()): Date | null | undefined {
  return callTime(typed, now) ?? momentOf(typed, now.getTime());
}
