import { type Actor, fold, mayRead } from "@threshold/casework";
import type { CaseFile } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";
import { asArrivals, entriesOf, envelopeOf, partsOf } from "../entries/entries.store.ts";
import { type Refused, refused } from "../http/problems.ts";

/** A case for a desk that may see it, with the sealed parts that open by themselves. What it may not see is not found. */
export async function readCase(
  scope: Scope,
  actor: Actor,
  id: string,
  now: Date,
): Promise<{ ok: true; file: CaseFile } | Refused> {
  const entries = (await entriesOf(scope, [id])).get(id) ?? [];
  const state = fold(asArrivals(entries));
  const may = (part: "envelope" | "card" | "answer") => mayRead(part, actor, { state }, now.getTime());
  const seen = may("envelope");
  if (!seen.ok) return refused(seen.why);
  const names = (["card", "answer"] as const).filter((name) => may(name).ok);
  const sealed = await partsOf(
    scope,
    entries.map((entry) => entry.id),
    names,
  );
  const parts = entries.flatMap((entry) =>
    names.flatMap((name) => {
      const bytes = sealed.get(`${entry.id}/${name}`);
      return bytes === undefined ? [] : [{ entry: entry.id, name, bytes }];
    }),
  );
  return {
    ok: true,
    file: {
      case: id,
      now: now.toISOString(),
      parts,
      entries: entries.map((entry) => ({
        envelope: envelopeOf(entry) as CaseFile["entries"][number]["envelope"],
        signature: entry.signature,
        verifyKey: entry.verify_key,
        by: entry.written_by,
        receivedAt: entry.received_at.toISOString(),
        receipt: entry.receipt,
      })),
    },
  };
}

/** The sealed story, for a member whose stated purpose is in the journal already. */
export async function readStory(
  scope: Scope,
  actor: Actor,
  id: string,
  opening: string | undefined,
  now: number,
): Promise<{ ok: true; entry: string; bytes: string } | Refused> {
  const entries = (await entriesOf(scope, [id])).get(id) ?? [];
  const state = fold(asArrivals(entries));
  const allowed = mayRead("story", actor, opening === undefined ? { state } : { state, opening }, now);
  if (!allowed.ok) return refused(allowed.why);
  if (state.status === "no-referral") return refused("not-found");
  const bytes = (await partsOf(scope, [state.referral], ["story"])).get(`${state.referral}/story`);
  return bytes === undefined ? refused("not-found") : { ok: true, entry: state.referral, bytes };
}
