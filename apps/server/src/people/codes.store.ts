import { sql } from "kysely";
import { asOrganisation, type Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { hashCode, makeCode } from "./secrets.ts";

const minute = 60_000;
const lasts = { enrolment: 15 * minute, invitation: 14 * 24 * 60 * minute };

export interface Issued {
  readonly code: string;
  readonly expires: string;
}

/** A code that enrols one phone at a desk; told once, kept as a hash. */
export async function issueEnrolment(
  house: House,
  organisation: string,
  desk: string,
  minutes?: number,
): Promise<Issued> {
  const code = makeCode();
  const expires_at = new Date(house.clock().getTime() + (minutes === undefined ? lasts.enrolment : minutes * minute));
  const code_hash = await hashCode(code);
  await asOrganisation(house.db, house.clock, organisation, (scope) =>
    scope.insertInto("enrolment").values({ code_hash, organisation, desk, expires_at }).execute(),
  );
  return { code, expires: expires_at.toISOString() };
}

/** A code that lets one organisation join. */
export async function issueInvitation(house: House, organisation: string): Promise<Issued> {
  const code = makeCode();
  const expires_at = new Date(house.clock().getTime() + lasts.invitation);
  const code_hash = await hashCode(code);
  await asOrganisation(house.db, house.clock, organisation, (scope) =>
    scope.insertInto("invitation").values({ code_hash, organisation, expires_at }).execute(),
  );
  return { code, expires: expires_at.toISOString() };
}

/** The code that makes the first organisation of an empty database; null where there is one already. */
export async function issueSetupCode(house: House): Promise<Issued | null> {
  const code = makeCode();
  const expires = new Date(house.clock().getTime() + lasts.invitation);
  const { rows } = await sql<{
    made: boolean;
  }>`select make_setup_code(${await hashCode(code)}, ${expires}) as made`.execute(house.db);
  return rows[0]?.made === true ? { code, expires: expires.toISOString() } : null;
}

export async function invitationOpen(house: House, code: string): Promise<boolean> {
  const { rows } = await sql<{
    open: boolean;
  }>`select invitation_open(${await hashCode(code)}, ${house.clock()}) as open`.execute(house.db);
  return rows[0]?.open === true;
}

/** Uses a code up; false where it is unknown, used or has run out. Rolled back with its transaction. */
export async function useInvitation(scope: Scope, code: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select use_invitation(${await hashCode(code)}, ${now}) as used`.execute(
    scope,
  );
  return rows[0]?.used === true;
}

/** Uses a code up; answers where the phone belongs, or null. */
export async function useEnrolment(
  scope: Scope,
  code: string,
  now: Date,
): Promise<{ organisation: string; desk: string } | null> {
  const { rows } = await sql<{
    organisation: string;
    desk: string;
  }>`select * from use_enrolment(${await hashCode(code)}, ${now})`.execute(scope);
  return rows[0] ?? null;
}

export async function isEmpty(house: House): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`select is_empty() as empty`.execute(house.db);
  return rows[0]?.empty === true;
}
