import type { Actor } from "@threshold/casework";
import { sql, type Transaction } from "kysely";
import type { Database } from "./connect.ts";
import type { Tables } from "./tables.ts";

export type Scope = Transaction<Tables>;
/** The server's one clock; tests set it. */
export type Clock = () => Date;

/**
 * Runs `work` in one transaction that sees and writes only what belongs to `organisation` (row-level security): people, keys,
 * services. Of cases it sees nothing: they go by desk, team and role, see {@link asActor}.
 * The time is told to the database too, since rights begin and end at a moment.
 */
export function asOrganisation<T>(
  db: Database,
  clock: Clock,
  organisation: string,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (scope) => {
    await setScope(scope, clock, organisation);
    return work(scope);
  });
}

/** Says from inside a transaction whose it is; for where that is only known after a code was used. */
export async function setScope(scope: Scope, clock: Clock, organisation: string): Promise<void> {
  await sql`select set_config('threshold.organisation', ${organisation}, true), set_config('threshold.now', ${clock().toISOString()}, true)`.execute(
    scope,
  );
}

/** As {@link asOrganisation}, and of cases what this member or phone may see (row-level security by desk, team and role). */
export function asActor<T>(
  db: Database,
  clock: Clock,
  actor: Pick<Actor, "kind" | "id" | "organisation" | "desks" | "roles">,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const { kind, id, organisation, desks, roles } = actor;
  if (kind === "server" || organisation === null) throw new Error("the server has a scope of its own");
  return asOrganisation(db, clock, organisation, async (scope) => {
    await sql`select set_config(${`threshold.${kind}`}, ${id}, true),
      set_config('threshold.desks', ${array(desks.map((desk) => desk.desk))}, true),
      set_config('threshold.roles', ${array(roles)}, true)`.execute(scope);
    return work(scope);
  });
}

/** The server as an author: cases that this organisation sent, to say that a time has passed. */
export function asServer<T>(
  db: Database,
  clock: Clock,
  organisation: string,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  return asOrganisation(db, clock, organisation, async (scope) => {
    await sql`select set_config('threshold.server', 'on', true)`.execute(scope);
    return work(scope);
  });
}

/** Ids and names of roles only: nothing in them needs quoting. */
const array = (items: readonly string[]): string => `{${items.join(",")}}`;
