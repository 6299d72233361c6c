import type { BasisCode, DeskAddress, DisclosurePurpose } from "../envelope.ts";
import { daysBetween } from "./days.ts";
import { type Sharing, sharingWith } from "./sharing.ts";

/** Why something of a person may not be passed on (II.3, II.4). */
export type Lack =
  /** She was never asked about this desk. */
  | "not-asked"
  /** Her yes names no service: it was given for nobody in particular. */
  | "names-nobody"
  | "said-no"
  | "taken-back"
  /** Her yes was until a day that has passed. */
  | "ran-out"
  /** The ground of child protection, for somebody who is no child. */
  | "no-child"
  /** Help before anything happened rests on her own yes, and is for adults. */
  | "prevention-by-yes"
  /** Without a yes: why, and how she was told, stand in somebody's own words. */
  | "no-reason"
  | "not-told";
export interface Lacking {
  readonly lack: Lack;
  /** Whom it is about; null where it is about all. */
  readonly desk: DeskAddress | null;
}

export interface Wish {
  /** Who would have it: the receiver, and the fallback where there is one. */
  readonly desks: readonly DeskAddress[];
  readonly basis: BasisCode;
  readonly purpose: DisclosurePurpose;
  readonly child: boolean;
  /** Why without a yes, and how the person was told; empty where nothing was written. */
  readonly words: string;
  readonly told: string;
}

/**
 * What is missing before anything may be passed on; nothing where it may. A yes is for the desks that it names, for as long as it stands. The
 * other grounds need a reason, and that the person was told.
 * @param today calendar day at the desk
 */
export function lackingFor(
  sharing: Sharing,
  today: string,
  { desks, basis, purpose, child, words, told }: Wish,
): readonly Lacking[] {
  const all: Lacking[] = [];
  if (purpose === "prevention" && (basis !== "consent" || child)) all.push({ lack: "prevention-by-yes", desk: null });
  if (basis === "child" && !child) all.push({ lack: "no-child", desk: null });
  if (basis === "consent")
    for (const desk of desks) {
      const lack = lackOfYes(sharing, today, desk);
      if (lack !== null) all.push({ lack, desk });
    }
  else {
    if (words.trim() === "") all.push({ lack: "no-reason", desk: null });
    if (told.trim() === "") all.push({ lack: "not-told", desk: null });
  }
  return all;
}

function lackOfYes(sharing: Sharing, today: string, desk: DeskAddress): Lack | null {
  const said = sharingWith(sharing, desk)?.now.record;
  if (said === undefined) return "not-asked";
  if (said.chosen === "taken-back") return "taken-back";
  if (said.chosen !== "yes") return "said-no";
  const names = said.recipients ?? [];
  if (!names.includes(desk.desk) && !names.includes(desk.organisation)) return "names-nobody";
  return said.until !== null && daysBetween(said.until, today) > 0 ? "ran-out" : null;
}
