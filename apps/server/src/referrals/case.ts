import { type Actor, mayRead, type ReferredCase, standingOf } from "@threshold/casework";
import type { CaseFile } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";
import { entriesOf, partsOf } from "../entries/entries.store.ts";
import { stateOf } from "../entries/state.ts";
import { type Refused, refused } from "../http/problems.ts";
import { asCaseEntries } from "./case-entry.ts";

/** Parts that come with the case: what opens them is with whoever may. */
const along = ["card", "answer", "key", "glass", "record"] as const;

/** A case for a desk that may see it, with the sealed parts that open by themselves. What it may not see is not found. */
export async function readCase(
  scope: Scope,
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ ok: true; file: CaseFile } | Refused> {
  const state = await stateOf(scope, id);
  const seen = mayRead("standing", actor, { state }, now.getTime());
  if (!seen.ok) return refused(seen.why);
  if (state.status === "no-referral") return refused("not-found");
  const items = new Map(state.timeline.map((item) => [item.entry, item]));
  const entries = ((await entriesOf(scope, [id])).get(id) ?? []).filter((entry) => {
    const item = items.get(entry.id);
    return item !== undefined && mayRead("envelope", actor, { state, entry: item }, now.getTime()).ok;
  });
  const file = {
    case: id,
    now: now.toISOString(),
    standing: standingFor(state),
    parts: await partsAlong(scope, actor, state, now),
    entries: await asCaseEntries(scope, entries),
  };
  return { ok: true, file };
}

function standingFor(state: ReferredCase): CaseFile["standing"] {
  const { declinedBy, ...standing } = standingOf(state);
  return { ...standing, declinedBy: [...declinedBy] };
}

async function partsAlong(scope: Scope, actor: Actor, state: ReferredCase, now: Date): Promise<CaseFile["parts"]> {
  const names = along.filter((name) => mayRead(name, actor, { state }, now.getTime()).ok);
  const ids = state.timeline.map((item) => item.entry);
  const sealed = await partsOf(scope, ids, names);
  return ids.flatMap((entry) =>
    names.flatMap((name) => {
      const bytes = sealed.get(`${entry}/${name}`);
      return bytes === undefined ? [] : [{ entry, name, bytes }];
    }),
  );
}

/** The sealed story that stands, for a member whose stated purpose is in the journal already. */
export async function readStory(
  scope: Scope,
  actor: Actor,
  id: string,
  opening: string | undefined,
  now: number,
): Promise<{ ok: true; entry: string; bytes: string } | Refused> {
  const state = await stateOf(scope, id);
  const allowed = mayRead("story", actor, opening === undefined ? { state } : { state, opening }, now);
  if (!allowed.ok) return refused(allowed.why);
  if (state.status === "no-referral") return refused("not-found");
  const bytes = (await partsOf(scope, [state.story], ["story"])).get(`${state.story}/story`);
  return bytes === undefined ? refused("not-found") : { ok: true, entry: state.story, bytes };
}
