import { signal } from "@preact/signals";
import type { CaseFile } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import type { Said } from "../care/write.ts";
import { ownDesks } from "../referral/banner.tsx";
import { withdrawn } from "../referral/entry.ts";
import { openCase } from "../referral/open-case.ts";
import { standingOf } from "../referral/standing.ts";
import { write } from "../referral/write.ts";
import { type Stopped, stepOf } from "../team/step.ts";

/** Reference of a case in which somebody here has just recorded that a choice is taken back: those who have something are told at once. */
export const tellNow = signal<string | null>(null);

export function noteTakenBack(said: Said, reference: string): void {
  if (said.topic === "choice" && said.chosen === "taken-back") tellNow.value = reference;
}

/** `not-there`: the server knows of no such referral. */
export type TakenBack = "done" | "not-there" | Stopped;

/**
 * Takes back what was passed on: whoever has it sees so, and its story opens no more. Where somebody else took it back before, it is done.
 * @param id of the case that was made for it
 */
export async function takeBackThere(id: string): Promise<TakenBack> {
  const step = stepOf(await call<CaseFile>(`/cases/${id}`));
  if (!step.ok) return typeof step.why !== "string" && step.why.problem === "not-found" ? "not-there" : step.why;
  const open = await openCase(step.value, id, ownDesks());
  const { referral, state } = open;
  if (state.status === "withdrawn") return "done";
  const desk = standingOf(open, ownDesks())?.withdrawAs ?? null;
  if (desk === null || referral === null) return { problem: "wrong-desk", retryAfter: null };
  const answer = stepOf(await write({ desk: desk.desk, make: (frame) => withdrawn(frame, open.envelopes, referral) }));
  if (answer.ok) return "done";
  const before = typeof answer.why !== "string" && answer.why.problem === "already-answered";
  return before ? "done" : answer.why;
}
