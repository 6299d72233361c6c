import type { OpeningPurpose, Story } from "@threshold/casework";
import { call } from "../../shared/api.ts";
import type { Unopened } from "../keys.ts";
import { remember } from "../search/index.ts";
import { ended } from "../session.ts";
import type { Trouble } from "../words.ts";
import { opened } from "./entry.ts";
import { type OpenCase, openNamed } from "./open-case.ts";
import { write } from "./write.ts";

export type ReadStory =
  | { readonly ok: true; readonly story: Story | Unopened }
  /** Null where the session is over: the page has gone to sign-in by then. */
  | { readonly ok: false; readonly trouble: Trouble | null };

/**
 * Records the purpose, then fetches the story and opens it here. Nothing of it is kept: whoever shows it drops it.
 * @param desk id of the desk that opens it
 */
export async function readStory(open: OpenCase, desk: string, purpose: OpeningPurpose): Promise<ReadStory> {
  const { referral } = open;
  if (referral === null) return { ok: true, story: "altered" };
  const entry = await write({ desk, make: (frame) => opened(frame, open.envelopes, referral, purpose) });
  const sealed = entry.ok
    ? await call<{ entry: string; bytes: string }>(`/cases/${referral.case}/story?opening=${entry.value.envelope.id}`)
    : entry;
  if (!sealed.ok) {
    if (sealed.problem === "not-signed-in") ended();
    return { ok: false, trouble: sealed.problem === "not-signed-in" ? null : sealed };
  }
  const part = await openNamed(sealed.value.bytes, open.envelopes, sealed.value.entry, "story");
  if (part.ok) await rememberName(open, desk, part.value);
  return { ok: true, story: part.ok ? part.value : part.why };
}

/** What a case is accepted for, this desk can find again; what only a team works on, not by the desk's index. */
async function rememberName({ state }: OpenCase, desk: string, { calledAs }: Story): Promise<void> {
  if (state.status !== "accepted" || state.key?.team != null || calledAs?.known !== true) return;
  await remember(desk, state.case, { v: 1, names: [calledAs.value], birth: null, documents: [] });
}
