import type { Directory, Service, ServiceChange } from "@threshold/contract";
import { sql } from "kysely";
import type { Database } from "../database/connect.ts";
import type { Scope } from "../database/scope.ts";

interface Row {
  id: string;
  organisation: string;
  organisation_name: string;
  organisation_kind: string;
  name: string;
  offers: string[];
  whom: string[];
  languages: string[];
  hours: [number, number][][];
  phone: string;
  checked_on: string;
  specialist: boolean;
  open: boolean;
  invented: boolean;
  desk: string | null;
  recipient: string | null;
  gone: boolean | null;
}

/** Services of the whole network; without desks only the open ones that are still there, for whoever asks. */
export async function listServices(db: Database, withDesks: boolean): Promise<Service[]> {
  const { rows } = await sql<Row>`select * from directory()`.execute(db);
  return rows.filter((row) => withDesks || (row.open && row.gone !== true)).map((row) => asService(row, withDesks));
}

function asService(row: Row, withDesks: boolean): Service {
  const desk =
    withDesks && row.gone !== true && row.desk !== null && row.recipient !== null
      ? { id: row.desk, recipient: row.recipient }
      : null;
  return {
    id: row.id,
    organisation: { id: row.organisation, name: row.organisation_name, kind: row.organisation_kind },
    name: row.name,
    offers: row.offers,
    whom: row.whom,
    languages: row.languages,
    hours: row.hours,
    phone: row.phone,
    checkedOn: row.checked_on,
    specialist: row.specialist,
    open: row.open,
    invented: row.invented,
    desk,
    ...(row.gone === true ? { left: true as const } : {}),
  };
}

/** A desk as it can be addressed: whose it is, and the key things are sealed to now. */
export interface KnownDesk {
  readonly desk: string;
  readonly organisation: string;
  readonly organisation_name: string;
  readonly recipient: string;
  /** It takes no more referrals, or nobody works there. */
  readonly gone: boolean;
}

export async function findDesks(scope: Scope | Database, desks: readonly string[]): Promise<Map<string, KnownDesk>> {
  const { rows } = await sql<KnownDesk>`select * from find_desks(${[...desks]}::uuid[])`.execute(scope);
  return new Map(rows.map((row) => [row.desk, row]));
}

/** Keys that these desks had until lately, each with the desk whose it was. */
export async function lateKeys(scope: Scope, desks: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{
    desk: string;
    recipient: string;
  }>`select desk, recipient from late_desk_keys(${[...desks]}::uuid[])`.execute(scope);
  return new Map(rows.map((row) => [row.recipient, row.desk]));
}

/** Changes a service of the transaction's organisation and marks it checked today; false where it has none with this id. */
export async function changeService(scope: Scope, id: string, change: ServiceChange, today: string): Promise<boolean> {
  const done = await scope
    .updateTable("service")
    .set({ ...change, hours: JSON.stringify(change.hours), checked_on: today })
    .where("id", "=", id)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Closes the desk of a service, or opens it again. @returns its id; null where the organisation has no such service with a desk */
export async function closeDeskOf(scope: Scope, service: string, at: Date | null): Promise<string | null> {
  const found = await scope.selectFrom("service").select("desk").where("id", "=", service).executeTakeFirst();
  if (found?.desk == null) return null;
  await scope.updateTable("desk").set({ closed_at: at }).where("id", "=", found.desk).execute();
  return found.desk;
}

export async function markChecked(scope: Scope, id: string, today: string): Promise<boolean> {
  const done = await scope.updateTable("service").set({ checked_on: today }).where("id", "=", id).executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export interface NewService extends ServiceChange {
  readonly id: string;
  readonly organisation: string;
  readonly desk: string | null;
  readonly invented: boolean;
  readonly checkedOn: string;
}

export async function addService(scope: Scope, service: NewService): Promise<void> {
  const { checkedOn, hours, ...rest } = service;
  await scope
    .insertInto("service")
    .values({ ...rest, hours: JSON.stringify(hours), checked_on: checkedOn })
    .execute();
}

export type Emergency = Directory["emergency"];
