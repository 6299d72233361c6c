import type { Role } from "@threshold/casework";
import type { Factor, SessionLine } from "@threshold/contract";
import { sql } from "kysely";
import type { Database } from "../database/connect.ts";
import { asOrganisation, type Clock, type Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { hashOf, makeToken } from "../people/secrets.ts";

/** How far a session has come: `half` once the passphrase was right, `full` once the second factor was proven too. */
export type Level = "half" | "full";

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
  /** The session's own name in the list of places where she is signed in. */
  readonly sessionId: string;
  readonly level: Level;
  /** When the passphrase was entered. */
  readonly since: Date;
  /** When the second factor was proven; null where none was asked. */
  readonly factorAt: Date | null;
  /** What her organisation asks for. */
  readonly factor: Factor;
}

const hour = 3_600_000;
/** A second factor holds as long as this, and so does a passphrase. */
const longest = 12 * hour;
const idle = hour / 2;
/** A half session is there to prove the second factor, and for nothing else. */
const half = hour / 6;
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
  session_id: string;
  level: Level;
  factor_at: Date | null;
  factor: Factor;
}

async function readSession(house: House, session: Buffer): Promise<Row | null> {
  const { rows } = await sql<Row>`select f.*, s.id as session_id, s.level, s.factor_at, s.factor
    from find_session(${session}) f, session_state(${session}) s`.execute(house.db);
  return rows[0] ?? null;
}

type Times = Pick<Row, "level" | "made_at" | "factor_at" | "seen_at">;

/** Whether a session's time has run out for good. */
function isOver({ level, made_at, factor_at }: Times, now: number): boolean {
  const proven = factor_at ?? made_at;
  return now - made_at.getTime() > (level === "half" ? half : longest) || now - proven.getTime() > longest;
}
const isUnused = ({ seen_at }: Times, now: number): boolean => now - seen_at.getTime() > idle;

/** Of these whole sessions, those that let somebody in now, by their ids, with what she may see. Asking does not count as using them. */
export async function openSessions(
  db: Database,
  clock: Clock,
  tokens: readonly Buffer[],
): Promise<Map<string, { readonly desks: readonly string[]; readonly roles: readonly Role[] }>> {
  const { rows } = await sql<
    Times & { id: string; desks: string[]; roles: Role[] }
  >`select * from open_sessions(${[...tokens]}::bytea[])`.execute(db);
  const now = clock().getTime();
  const standing = rows.filter((row) => row.level === "full" && !isOver(row, now) && !isUnused(row, now));
  return new Map(standing.map(({ id, desks, roles }) => [id, { desks, roles }]));
}

/**
 * The member whose session this token is; null where there is none, or it has run out: 12 hours, 30 minutes unused, or ten minutes
 * where only half was proven.
 */
export async function findSession(house: House, token: string): Promise<CallerMember | null> {
  const session = await hashOf(token);
  const row = await readSession(house, session);
  if (!row) return null;
  const now = house.clock().getTime();
  if (isOver(row, now)) {
    await endSession(house, row.organisation, session);
    return null;
  }
  // Unused for long, it lets nobody in; that the second factor was proven in this browser still counts (provenAt).
  if (isUnused(row, now)) return null;
  if (now - row.seen_at.getTime() > step) {
    await asOrganisation(house.db, house.clock, row.organisation, (scope) =>
      scope
        .updateTable("session")
        .set({ seen_at: new Date(now) })
        .where("token_hash", "=", session)
        .execute(),
    );
  }
  const { member: id, organisation, roles, name, verify_key: verifyKey, desks, level, factor } = row;
  const more = { session, sessionId: row.session_id, level, since: row.made_at, factorAt: row.factor_at, factor };
  return { kind: "member", id, organisation, roles, name, verifyKey, desks, ...more };
}

/** When this browser last proved the member's second factor, if that is less than twelve hours ago; else null. */
export async function provenAt(house: House, token: string, member: string): Promise<Date | null> {
  const row = await readSession(house, await hashOf(token));
  if (row === null || row.member !== member || row.level !== "full" || row.factor_at === null) return null;
  return house.clock().getTime() - row.factor_at.getTime() > longest ? null : row.factor_at;
}

export interface NewSession {
  readonly member: string;
  readonly organisation: string;
  readonly level: Level;
  readonly factorAt: Date | null;
  readonly browser: SessionLine["browser"];
  /** When the passphrase was entered; now where left out. */
  readonly since?: Date;
}

/** Begins a session; the token is told once and only its hash is kept. Old sessions of the member that ran out go. */
export async function beginSession(house: House, made: NewSession): Promise<string> {
  const token = makeToken();
  const token_hash = await hashOf(token);
  const now = house.clock();
  const { member, organisation, level, browser } = made;
  await asOrganisation(house.db, house.clock, organisation, async (scope) => {
    await scope
      .deleteFrom("session")
      .where("member", "=", member)
      .where("made_at", "<", new Date(now.getTime() - longest))
      .execute();
    await scope
      .insertInto("session")
      .values({
        token_hash,
        organisation,
        member,
        made_at: made.since ?? now,
        seen_at: now,
        level,
        factor_at: made.factorAt,
        browser,
      })
      .execute();
  });
  return token;
}

export async function endSession(house: House, organisation: string, session: Buffer): Promise<void> {
  await asOrganisation(house.db, house.clock, organisation, (scope) =>
    scope.deleteFrom("session").where("token_hash", "=", session).execute(),
  );
}

/** Ends every session of a member at once, in the caller's transaction; all but `kept` where one is to stay. */
export async function endSessionsOf(scope: Scope, member: string, kept?: Buffer): Promise<void> {
  let ending = scope.deleteFrom("session").where("member", "=", member);
  if (kept !== undefined) ending = ending.where("token_hash", "!=", kept);
  await ending.execute();
}
