import type { Role } from "@threshold/casework";
import { sql } from "kysely";
import { asOrganisation } from "../database/scope.ts";
import type { House } from "../house.ts";
import { hashOf, makeToken } from "./secrets.ts";

export interface CallerMember {
  readonly kind: "member";
  readonly id: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly name: string;
  readonly verifyKey: string;
  /** Desks whose key she holds. */
  readonly desks: readonly string[];
  /** SHA-256 of the session's token. */
  readonly session: Buffer;
}

const hour = 3_600_000;
const longest = 12 * hour;
const idle = hour / 2;
/** How often being seen is written down. */
const step = hour / 60;

interface Row {
  member: string;
  organisation: string;
  roles: Role[];
  name: string;
  verify_key: string;
  desks: string[];
  made_at: Date;
  seen_at: Date;
}

/** The member whose session this token is; null where there is none, or it has run out (12 hours; 30 minutes unused). */
export async function findSession(house: House, token: string): Promise<CallerMember | null> {
  const session = await hashOf(token);
  const { rows } = await sql<Row>`select * from find_session(${session})`.execute(house.db);
  const row = rows[0];
  if (!row) return null;
  const now = house.clock().getTime();
  if (now - row.made_at.getTime() > longest || now - row.seen_at.getTime() > idle) {
    await endSession(house, row.organisation, session);
    return null;
  }
  if (now - row.seen_at.getTime() > step) {
    await asOrganisation(house.db, house.clock, row.organisation, (scope) =>
      scope
        .updateTable("session")
        .set({ seen_at: new Date(now) })
        .where("token_hash", "=", session)
        .execute(),
    );
  }
  const { member: id, organisation, roles, name, verify_key: verifyKey, desks } = row;
  return { kind: "member", id, organisation, roles, name, verifyKey, desks, session };
}

/** Begins a session; the token is told once and only its hash is kept. Old sessions of the member that ran out go. */
export async function beginSession(house: House, member: string, organisation: string): Promise<string> {
  const token = makeToken();
  const token_hash = await hashOf(token);
  const now = house.clock();
  await asOrganisation(house.db, house.clock, organisation, async (scope) => {
    await scope
      .deleteFrom("session")
      .where("member", "=", member)
      .where("made_at", "<", new Date(now.getTime() - longest))
      .execute();
    await scope
      .insertInto("session")
      .values({ token_hash, organisation, member, made_at: now, seen_at: now })
      .execute();
  });
  return token;
}

export async function endSession(house: House, organisation: string, session: Buffer): Promise<void> {
  await asOrganisation(house.db, house.clock, organisation, (scope) =>
    scope.deleteFrom("session").where("token_hash", "=", session).execute(),
  );
}
