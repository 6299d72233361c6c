import type { RecordKind } from "@threshold/contract";
import { type Scope, setScope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { addRecord } from "../record/record.store.ts";

interface Happened {
  readonly kind: RecordKind;
  readonly by: string | null;
  readonly about: string;
  readonly detail?: string;
}

/** Writes what happened into the record of each organisation that it concerns. The first one is the transaction's own, and is so again afterwards. */
export async function recordAtAll(
  house: House,
  scope: Scope,
  organisations: readonly string[],
  happened: Happened,
): Promise<void> {
  const [home] = organisations;
  for (const organisation of new Set(organisations)) {
    await setScope(scope, house.clock, organisation);
    await addRecord(scope, house, { organisation, ...happened });
  }
  if (home !== undefined) await setScope(scope, house.clock, home);
}
