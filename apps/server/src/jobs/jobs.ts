import type { Scope } from "../database/scope.ts";

/** At what the server looks again: a case, or all cases of whoever looks after them. Ids only: jobs lie in the database in clear. */
export type Look = { readonly case: string } | { readonly owner: string };

/**
 * Puts work down for later, in the caller's transaction: it is there if and only if what asks for it is. Moments are by the house's clock.
 * A job only wakes the server. What there is to do, it finds by looking at how things stand then, so one too many does nothing.
 */
export interface Jobs {
  /** @param at null for at once */
  look(scope: Scope, what: Look, at: Date | null): Promise<void>;
  /** Sends a member what waits to be sent. @param at null for at once */
  deliver(scope: Scope, member: string, at: Date | null): Promise<void>;
}

/** For a house that nobody is woken in: a test that looks by itself. */
export const noJobs: Jobs = {
  look: async () => undefined,
  deliver: async () => undefined,
};
