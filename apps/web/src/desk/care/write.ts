import type { Arrival, Envelope, Recorded, Referred } from "@threshold/casework";
import { type CaseRecord, dueOf, foldCare, nextDueOf } from "@threshold/casework/care";
import { sealCaseRecord } from "../keys.ts";
import { common, type Frame, instant } from "../referral/entry.ts";
import { addSealed } from "../team/case-key.ts";
import { add, type Step, type Working } from "../team/step.ts";
import type { OpenCare } from "./care.ts";
import { looks } from "./law-lists.ts";

/** A record without what every record has. */
export type Said = CaseRecord extends infer R ? (R extends CaseRecord ? Omit<R, "v" | "at"> : never) : never;

/**
 * Seals a record to the case's key and adds it. The envelope says when the case is next due, who looks after it, whether it is closed and
 * whether a child's steps are done, as this browser knows it then: that is all the server needs to remind whoever is there.
 * @param at when it happened; now where it is left out
 */
export async function record(work: Working, open: OpenCare, said: Said, at?: Date): Promise<Step<Envelope>> {
  const made = { v: 1, at: instant(at ?? new Date()), ...said } as CaseRecord;
  return addSealed(work, async (recipient) => {
    const part = await sealCaseRecord(made, recipient);
    return add(work, (frame, known, of) => recorded(frame, known, of, open, made), { parts: [part] });
  });
}

function recorded(
  frame: Frame,
  envelopes: readonly Envelope[],
  of: Referred,
  open: OpenCare,
  made: CaseRecord,
): Recorded {
  const envelope = { ...common(frame, envelopes, of), kind: "recorded", nextDue: null, owner: null } as const;
  const arrivals: readonly Arrival[] = [...open.arrivals, { envelope }];
  const care = foldCare(arrivals, new Map(open.records).set(envelope.id, made), open);
  const nextDue = nextDueOf(care, open.today, open.required, looks);
  const stepsDone = !dueOf(care, open.today, open.required, looks).some(({ what }) => what === "child-step");
  return { ...envelope, nextDue, owner: care.looksAfter, closed: care.closed !== null && nextDue === null, stepsDone };
}
