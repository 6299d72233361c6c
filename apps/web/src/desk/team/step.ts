import type { Envelope, Referred, ReferredCase } from "@threshold/casework";
import type { Answered } from "../../shared/api.ts";
import type { SealedText, Unopened } from "../keys.ts";
import type { Frame } from "../referral/entry.ts";
import type { OpenCase } from "../referral/open-case.ts";
import { write } from "../referral/write.ts";
import { ended } from "../session.ts";
import type { Trouble } from "../words.ts";

/**
 * Why something that takes several steps stopped. `uncovered`: the desk's own key is not in the signed directory. `closed`: this member
 * does not hold the case's key. `unreadable`: it could not be opened. `altered`: the server gave other bytes than the author signed for.
 */
export type Stopped = Trouble | "uncovered" | "closed" | "unreadable" | "altered";
export type Step<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: Stopped };

export const done = <T>(value: T): Step<T> => ({ ok: true, value });
export const stopped = (why: Stopped): { readonly ok: false; readonly why: Stopped } => ({ ok: false, why });

/** Something sealed that does not open. */
export const unopenable = (why: Unopened) => stopped(why === "altered" ? "altered" : "unreadable");

/** What a call came to, as a step; whoever is signed out meanwhile is told so. */
export function stepOf<T>(answer: Answered<T>): Step<T> {
  if (answer.ok) return done(answer.value);
  if (answer.problem === "not-signed-in") ended();
  return stopped({ problem: answer.problem, retryAfter: answer.retryAfter });
}

/** A case while several entries are written into it, each knowing those before. */
export interface Working {
  /** With the key that was set meanwhile. */
  state: ReferredCase;
  readonly referral: Referred;
  /** The desk that writes. */
  readonly desk: string;
  envelopes: readonly Envelope[];
}

/** Null where there is no referral to add to. */
export function workOn({ state, referral, envelopes }: OpenCase, desk: string): Working | null {
  return state.status === "no-referral" || referral === null ? null : { state, referral, envelopes, desk };
}

/** Writes one more entry. */
export async function add(
  work: Working,
  make: (frame: Frame, known: readonly Envelope[], of: Referred) => Envelope,
  { id, parts = [] }: { readonly id?: string; readonly parts?: readonly SealedText[] } = {},
): Promise<Step<Envelope>> {
  const step = stepOf(
    await write({
      desk: work.desk,
      ...(id === undefined ? {} : { id }),
      parts,
      make: (frame) => make(frame, work.envelopes, work.referral),
    }),
  );
  if (!step.ok) return step;
  work.envelopes = [...work.envelopes, step.value.envelope];
  return done(step.value.envelope);
}
