import type { Badge } from "@threshold/contract";
import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";

/** Wrong PINs that a badge bears. */
const mostTries = 5;
const hour = 3_600_000;
/** How long a shift lasts where nobody ends it. */
const longest = 12 * hour;

export interface NewBadgeRow {
  readonly id: string;
  readonly organisation: string;
  readonly desk: string;
  readonly number: string;
  readonly pinSalt: string;
  readonly pinHash: Buffer;
  readonly at: Date;
}

/** @throws 23505 where another badge of the organisation has this number */
export async function addBadge(scope: Scope, badge: NewBadgeRow): Promise<void> {
  const { id, organisation, desk, number, pinSalt: pin_salt, pinHash: pin_hash, at } = badge;
  await scope
    .insertInto("badge")
    .values({ id, organisation, desk, number, pin_salt, pin_hash, made_at: at, locked_at: null, retired_at: null })
    .execute();
}

export async function listBadges(scope: Scope): Promise<Badge[]> {
  const rows = await scope
    .selectFrom("badge")
    .select(["id", "desk", "number", "made_at", "locked_at", "retired_at"])
    .orderBy("number")
    .orderBy("made_at", "desc")
    .execute();
  return rows.map(({ id, desk, number, made_at, locked_at, retired_at }) => ({
    ...{ id, desk, number, made: made_at.toISOString() },
    locked: locked_at?.toISOString() ?? null,
    retired: retired_at?.toISOString() ?? null,
  }));
}

/** Takes a badge out, and ends its shifts. False where there is none. */
export async function retireBadge(scope: Scope, id: string, at: Date): Promise<boolean> {
  const done = await scope
    .updateTable("badge")
    .set({ retired_at: at })
    .where("id", "=", id)
    .where("retired_at", "is", null)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  await scope
    .updateTable("shift")
    .set({ ended_at: at })
    .where("badge", "=", id)
    .where("ended_at", "is", null)
    .execute();
  return true;
}

export type Tried =
  | { readonly state: "unknown" | "locked" }
  | {
      readonly state: "open";
      readonly id: string;
      readonly salt: string;
      readonly hash: string;
      readonly last: boolean;
    };

/** Counts a try before the PIN is looked at: many tries at one moment are as many. `last` is the fifth. */
export async function tryBadge(scope: Scope, number: string): Promise<Tried> {
  const row = await scope
    .updateTable("badge")
    .set({ tries: sql<number>`tries + 1` })
    .where("number", "=", number)
    .where("retired_at", "is", null)
    .where("locked_at", "is", null)
    .where("tries", "<", mostTries)
    .returning(["id", "pin_salt", "pin_hash", "tries"])
    .executeTakeFirst();
  if (row !== undefined)
    return {
      state: "open",
      id: row.id,
      salt: row.pin_salt,
      hash: row.pin_hash.toString("hex"),
      last: row.tries >= mostTries,
    };
  const known = await scope
    .selectFrom("badge")
    .select("id")
    .where("number", "=", number)
    .where("retired_at", "is", null)
    .executeTakeFirst();
  return { state: known === undefined ? "unknown" : "locked" };
}

export async function lockBadge(scope: Scope, id: string, at: Date): Promise<void> {
  await scope.updateTable("badge").set({ locked_at: at }).where("id", "=", id).execute();
}

/** Begins a shift; one that was still on at this phone ends. */
export async function beginShift(
  scope: Scope,
  of: {
    readonly id: string;
    readonly organisation: string;
    readonly device: string;
    readonly badge: string;
    readonly tokenHash: Buffer;
    readonly at: Date;
  },
): Promise<Date> {
  const { id, organisation, device, badge, tokenHash, at } = of;
  await scope.updateTable("badge").set({ tries: 0 }).where("id", "=", badge).execute();
  await scope
    .updateTable("shift")
    .set({ ended_at: at })
    .where("device", "=", device)
    .where("ended_at", "is", null)
    .execute();
  await scope
    .insertInto("shift")
    .values({ id, organisation, device, badge, token_hash: tokenHash, begun_at: at, ended_at: null })
    .execute();
  return new Date(at.getTime() + longest);
}

export async function endShift(scope: Scope, device: string, tokenHash: Buffer, at: Date): Promise<void> {
  await scope
    .updateTable("shift")
    .set({ ended_at: at })
    .where("device", "=", device)
    .where("token_hash", "=", tokenHash)
    .where("ended_at", "is", null)
    .execute();
}

/** True where this badge ever had a shift on this phone. When is not asked: a phone's clock may be wrong, and help comes first. */
export async function badgeKnownHere(scope: Scope, device: string, badge: string): Promise<boolean> {
  const row = await scope
    .selectFrom("shift")
    .select("id")
    .where("device", "=", device)
    .where("badge", "=", badge)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
