import type { MailHow } from "@threshold/contract";
import { localOf, minutesOf, nextAt } from "./zone.ts";

/** How a member wants to hear of things. */
export interface Choices {
  readonly mailHow: MailHow;
  /** `08:00`. */
  readonly digestAt: string;
  readonly quiet: { readonly from: string; readonly to: string } | null;
  readonly zone: string;
  readonly urgentAnyway: boolean;
}

/** What of a notice says when it may be sent. */
export interface Timed {
  readonly kind: string;
  readonly urgent: boolean;
  readonly at: Date;
  /** The desk is closed until then. */
  readonly notBefore: Date | null;
}

/** The end of the quiet hours that this moment lies in; null outside of them. */
export function quietUntil(at: Date, { quiet, zone }: Pick<Choices, "quiet" | "zone">): Date | null {
  if (quiet === null || quiet.from === quiet.to) return null;
  const [from, to, now] = [minutesOf(quiet.from), minutesOf(quiet.to), localOf(at, zone).minutes];
  const inside = from < to ? now >= from && now < to : now >= from || now < to;
  return inside ? nextAt(at, quiet.to, zone) : null;
}

/**
 * From when on a notice may go out: once the desk is open, at the hour of the digest, after quiet hours. What is urgent goes at once
 * where she chose that, and what she asked for herself always.
 */
export function sendFrom(notice: Timed, choices: Choices, way: "mail" | "push"): Date {
  if (notice.kind === "test" || (notice.urgent && choices.urgentAnyway)) return notice.at;
  const open = notice.notBefore !== null && notice.notBefore > notice.at ? notice.notBefore : notice.at;
  const due = way === "mail" && choices.mailHow === "digest" ? nextAt(open, choices.digestAt, choices.zone) : open;
  return quietUntil(due, choices) ?? due;
}

const minute = 60_000;
/**
 * More than this many by one way within a quarter of an hour is a flood: then one that says how many, each quarter of an hour; where
 * something urgent is among them, each minute.
 */
export const flood = { most: 3, within: 15 * minute, urgent: minute } as const;

/** When the next one may go out after these; `now` or earlier where it may at once. */
export function pacedFrom(sent: readonly Date[], now: Date, urgent: boolean): Date {
  const lately = sent.filter((at) => now.getTime() - at.getTime() < flood.within);
  if (lately.length < flood.most) return now;
  return new Date(Math.max(...lately.map((at) => at.getTime())) + (urgent ? flood.urgent : flood.within));
}
