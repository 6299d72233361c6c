import type { CaseFile, InboxLine } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { openCare } from "../care/care.ts";
import { answerOf } from "../care/said.ts";
import { record } from "../care/write.ts";
import { loadPeople, people } from "../people/state.ts";
import { ownDesks } from "../referral/banner.tsx";
import { openCase } from "../referral/open-case.ts";
import { standingOf } from "../referral/standing.ts";
import { current } from "../session.ts";
import { candidates } from "../team/colleagues.ts";
import { mayAdd } from "../team/may.ts";
import { type Stopped, stepOf, workOn } from "../team/step.ts";
import type { Trouble } from "../words.ts";

/** A colleague whom cases can be handed to, and the desks that she works. */
export interface Receiver {
  readonly id: string;
  readonly name: string;
  readonly desks: readonly string[];
}

/**
 * What came of one case. `already`: she looks after it; `team`, `desk`: she is not in its team, or does not work at its desk; `not-yours`: whoever
 * hands over is not in its team; `gone`: it is this desk's no more.
 */
export type Handed = "done" | "already" | "team" | "not-yours" | "desk" | "gone" | { readonly stopped: Stopped };

/** Colleagues who are here, work cases at one of her desks and have a key that their organisation signed for. */
export async function receivers(): Promise<{ readonly trouble: Trouble | null; readonly found: readonly Receiver[] }> {
  const trouble = await loadPeople();
  const found = new Map<string, Receiver>();
  const here = people.peek()?.members.filter(({ standing }) => standing === "here") ?? [];
  for (const { id: desk } of current().desks)
    for (const { id, name } of await candidates(here, desk))
      if (id !== current().member.id) found.set(id, { id, name, desks: [...(found.get(id)?.desks ?? []), desk] });
  return { trouble, found: [...found.values()].sort((a, b) => a.name.localeCompare(b.name)) };
}

/** Records in one case that somebody else looks after it from now on, with a note for her. It is opened first: a team is asked by its own key. */
export async function handOver(line: InboxLine, to: Receiver, note: string): Promise<Handed> {
  const answer = stepOf(await call<CaseFile>(`/cases/${line.case}`));
  if (!answer.ok) return { stopped: answer.why };
  const open = await openCase(answer.value, line.case, ownDesks());
  const { state } = open;
  const desk = standingOf(open, ownDesks())?.readAs?.desk;
  if (desk === undefined || state.status !== "accepted") return "gone";
  if (!mayAdd(open)) return "not-yours";
  if (!to.desks.includes(desk)) return "desk";
  if (state.key !== null && state.key.team !== null && !state.key.team.includes(to.id)) return "team";
  const care = await openCare(open, state);
  const work = workOn(open, desk);
  if (work === null) return "gone";
  if (care.care.looksAfter === to.id) return "already";
  const step = await record(work, care, { topic: "owner", member: to.id, note: answerOf(note) });
  return step.ok ? "done" : { stopped: step.why };
}
