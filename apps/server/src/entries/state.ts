import { type CaseState, fold } from "@threshold/casework";
import type { Scope } from "../database/scope.ts";
import { asArrivals, judgedEntries } from "./entries.store.ts";

/** A case as the server decides by: all its entries, where the actor has a part in it. */
export async function stateOf(scope: Scope, id: string): Promise<CaseState> {
  return fold(asArrivals((await judgedEntries(scope, [id])).get(id) ?? []));
}
