import { asOrganisation, type Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import type { Refused } from "../http/problems.ts";

class Undo extends Error {
  readonly refusal: Refused;
  constructor(refusal: Refused) {
    super("undo");
    this.refusal = refusal;
  }
}

/** Runs `work` in one transaction of the organisation; what it refuses leaves nothing behind. */
export function attempt<T extends { readonly ok: true }>(
  house: House,
  organisation: string,
  work: (scope: Scope) => Promise<T | Refused>,
): Promise<T | Refused> {
  return undoing(() => asOrganisation(house.db, house.clock, organisation, (scope) => work(scope).then(orUndo)));
}

/** Inside a transaction: rolls it back where the work was refused. */
export function orUndo<T extends { readonly ok: true }>(done: T | Refused): T {
  if (!done.ok) throw new Undo(done);
  return done;
}

/** Around a transaction: what was undone comes back as the refusal it was. */
export async function undoing<T extends { readonly ok: true }>(run: () => Promise<T>): Promise<T | Refused> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Undo) return error.refusal;
    throw error;
  }
}
