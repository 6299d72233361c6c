import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";
import type { Week } from "./hours.ts";

/** Somebody who works a desk and has a key of it. */
export interface Person {
  readonly member: string;
  readonly organisation: string;
  readonly desk: string;
  readonly roles: readonly string[];
  /** Neither on leave nor gone. */
  readonly here: boolean;
  /** Chose to hear of what is urgent at any hour. */
  readonly willing: boolean;
}

/** Whoever looks after a case, as far as the server has to know. */
export interface Owner {
  readonly organisation: string;
  readonly standing: "here" | "on-leave" | "left";
  readonly away_since: Date | null;
  readonly stands_in: string | null;
  /** The time zone she chose; null where she chose none. */
  readonly zone: string | null;
}

export async function peopleOf(scope: Scope, desks: readonly string[]): Promise<Person[]> {
  const { rows } = await sql<Person>`select * from telling_people(${[...desks]}::uuid[])`.execute(scope);
  return rows;
}

export async function findOwner(scope: Scope, member: string): Promise<Owner | null> {
  const { rows } = await sql<Owner>`select * from telling_owner(${member})`.execute(scope);
  return rows[0] ?? null;
}

/** Opening hours of the services behind each desk. */
export async function hoursOf(scope: Scope, desks: readonly string[]): Promise<Map<string, Week[]>> {
  const { rows } = await sql<{
    desk: string;
    hours: Week;
  }>`select * from desk_hours(${[...desks]}::uuid[])`.execute(scope);
  const known = new Map<string, Week[]>(desks.map((desk) => [desk, []]));
  for (const { desk, hours } of rows) known.get(desk)?.push(hours);
  return known;
}
