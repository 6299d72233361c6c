import type { ReferredCase } from "@threshold/casework";
import type { CaseFile, Found, FoundLine, Inbox, InboxLine } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { type OpenCare, openCare } from "../care/care.ts";
import { careOf } from "../care/care-of.ts";
import { record, type Said } from "../care/write.ts";
import { signedOf } from "../inbox/cards.ts";
import { ownDesks } from "../referral/banner.tsx";
import { type OpenCase, openCase } from "../referral/open-case.ts";
import { mayAdd } from "../team/may.ts";
import { done, type Step, stepOf, stopped, workOn } from "../team/step.ts";
import { ensureTrust } from "../trust/trust.ts";

/** Another case of this desk, opened beside the one on the screen. */
export interface Other {
  readonly open: OpenCase;
  readonly state: ReferredCase;
  readonly desk: string;
  readonly care: OpenCare;
}
/** How many the server names at once. */
const atOnce = 50;
/** How far back a reference is looked for: 500 cases a page. */
const mostPages = 10;

/** The lines of cases that came to this desk with these references; those that are not found are left out. Pages are read until all are, the newest first. */
export async function linesByReference(references: readonly string[]): Promise<Step<ReadonlyMap<string, InboxLine>>> {
  const found = new Map<string, InboxLine>();
  const wanted = new Set(references);
  let next: string | null = "";
  for (let pages = 0; pages < mostPages && next !== null && found.size < wanted.size; pages += 1) {
    const after: string = next === "" ? "" : `&after=${encodeURIComponent(next)}`;
    const page: Step<Inbox> = stepOf(await call<Inbox>(`/inbox?box=all${after}`));
    if (!page.ok) return page;
    for (const line of page.value.lines) if (wanted.has(line.reference)) found.set(line.reference, line);
    next = page.value.next;
  }
  return done(found);
}

/** The lines of these cases, as far as each is what its author signed. */
export async function linesOf(cases: readonly string[]): Promise<Step<readonly FoundLine[]>> {
  await ensureTrust();
  const found: FoundLine[] = [];
  for (let at = 0; at < cases.length; at += atOnce) {
    const body = { cases: cases.slice(at, at + atOnce) };
    const answer = stepOf(await call<Found>("/inbox/found", { method: "POST", body }));
    if (!answer.ok) return answer;
    for (const line of answer.value.lines) if ((await signedOf(line)) !== null) found.push(line);
  }
  return done(found);
}

/** Opens a case that this desk has accepted; `closed` where it has not, or where this member may not add to it. */
export async function openOther(id: string): Promise<Step<Other>> {
  const file = stepOf(await call<CaseFile>(`/cases/${id}`));
  if (!file.ok) return file;
  const open = await openCase(file.value, id, ownDesks());
  const care = careOf(open);
  if (care === null || !mayAdd(open)) return stopped("closed");
  return done({ ...care, care: await openCare(open, care.state) });
}

/** Records something in another case of this desk. */
export async function recordThere({ open, desk, care }: Other, said: Said, at?: Date): Promise<Step<unknown>> {
  const work = workOn(open, desk);
  return work === null ? stopped("closed") : record(work, care, said, at);
}
