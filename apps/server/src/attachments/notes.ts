import { type Actor, mayRead } from "@threshold/casework";
import type { Notes } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";
import { partsOf } from "../entries/entries.store.ts";
import { stateOf } from "../entries/state.ts";
import { type Refused, refused } from "../http/problems.ts";

/** What was noted of who the person is, sealed, oldest first; with the purpose that the policy asks for. */
export async function readNotes(
  scope: Scope,
  actor: Actor,
  { case: id, opening }: { readonly case: string; readonly opening: string | undefined },
  now: number,
): Promise<{ readonly ok: true; readonly notes: Notes["notes"] } | Refused> {
  const state = await stateOf(scope, id);
  const allowed = mayRead("person", actor, opening === undefined ? { state } : { state, opening }, now);
  if (!allowed.ok) return refused(allowed.why);
  if (state.status === "no-referral") return refused("not-found");
  const sealed = await partsOf(scope, state.notes, ["person"]);
  const notes = state.notes.flatMap((entry) => {
    const bytes = sealed.get(`${entry}/person`);
    return bytes === undefined ? [] : [{ entry, bytes }];
  });
  return { ok: true, notes };
}
