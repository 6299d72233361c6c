import type { KnownSet, NewCustody } from "@threshold/contract";
import { canonicalText } from "@threshold/sealing";
import type { Scope } from "../database/scope.ts";

interface SetRow {
  id: string;
  desk: string;
  signed: string;
  signature: string;
  verify_key: string;
  by: string;
}

/** The custody in force of these desks. */
export async function setsOf(scope: Scope, desks: readonly string[]): Promise<Map<string, KnownSet>> {
  if (desks.length === 0) return new Map();
  const rows = await scope
    .selectFrom("custody_set")
    .select(["id", "desk", "signed", "signature", "verify_key", "by"])
    .where("desk", "in", [...desks])
    .where("retired_at", "is", null)
    .execute();
  return new Map(rows.map((row) => [row.desk, asKnown(row)]));
}

function asKnown({ signed, signature, verify_key, by }: SetRow): KnownSet {
  return { set: JSON.parse(signed) as KnownSet["set"], signature, by, verifyKey: verify_key };
}

/** When each share of these sets was last opened by its custodian, by set and number (`<set>/<n>`). */
export async function seenOf(scope: Scope, sets: readonly string[]): Promise<Map<string, string>> {
  if (sets.length === 0) return new Map();
  const rows = await scope
    .selectFrom("custody_share")
    .select(["set", "n", "seen_at"])
    .where("set", "in", [...sets])
    .execute();
  return new Map(
    rows.flatMap(({ set, n, seen_at }) => (seen_at === null ? [] : [[`${set}/${n}`, seen_at.toISOString()]])),
  );
}

/** Puts a new making in force. @throws with the database's 23505 where another one is put in force at the same moment */
export async function addSet(
  scope: Scope,
  made: NewCustody,
  by: { readonly id: string; readonly verifyKey: string },
  sheetHash: Buffer | null,
  at: Date,
): Promise<void> {
  const { set, signature, kept } = made;
  const { desk, organisation, version, mode } = set;
  await scope
    .updateTable("custody_set")
    .set({ retired_at: at })
    .where("desk", "=", desk)
    .where("organisation", "=", organisation)
    .where("retired_at", "is", null)
    .execute();
  await scope
    .insertInto("custody_set")
    .values({
      ...{ id: set.set, desk, version, organisation, mode, signature, kept },
      signed: canonicalText(set),
      verify_key: by.verifyKey,
      by: by.id,
      sheet_hash: sheetHash,
      made_at: at,
      retired_at: null,
    })
    .execute();
  if (made.shares.length === 0) return;
  await scope
    .insertInto("custody_share")
    .values(
      made.shares.map(({ n, sealed }) => {
        const holder = set.shares.find((one) => one.n === n);
        if (holder === undefined) throw new Error("a share without a holder");
        const { organisation: at_organisation, member } = holder;
        return { set: set.set, n, organisation, at_organisation, member, sealed, seen_at: null };
      }),
    )
    .execute();
}

/** Hash of what the sheet in force of this desk shows; null where there is none. */
export async function sheetHashOf(scope: Scope, desk: string): Promise<Buffer | null> {
  const row = await scope
    .selectFrom("custody_set")
    .select("sheet_hash")
    .where("desk", "=", desk)
    .where("retired_at", "is", null)
    .executeTakeFirst();
  return row?.sheet_hash ?? null;
}

export interface OwnShare {
  readonly known: KnownSet;
  readonly n: number;
  readonly sealed: string;
  readonly seen: string | null;
}

/** The shares that a custodian holds of sets in force, by desk. */
export async function sharesHeld(scope: Scope, member: string): Promise<Map<string, OwnShare>> {
  const rows = await scope
    .selectFrom("custody_share as s")
    .innerJoin("custody_set as t", "t.id", "s.set")
    .select(["t.id", "t.desk", "t.signed", "t.signature", "t.verify_key", "t.by", "s.n", "s.sealed", "s.seen_at"])
    .where("s.member", "=", member)
    .where("t.retired_at", "is", null)
    .execute();
  return new Map(
    rows.map((row) => [
      row.desk,
      { known: asKnown(row), n: row.n, sealed: row.sealed, seen: row.seen_at?.toISOString() ?? null },
    ]),
  );
}

/** A custodian's browser opened her share and found it right. False where she holds none in this set. */
export async function markSeen(scope: Scope, set: string, member: string, at: Date): Promise<boolean> {
  const done = await scope
    .updateTable("custody_share")
    .set({ seen_at: at })
    .where("set", "=", set)
    .where("member", "=", member)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** The number of the key in force of a desk and what it is sealed to; null where this organisation has no such desk. */
export async function deskKeyOf(scope: Scope, desk: string): Promise<{ version: number; recipient: string } | null> {
  const row = await scope
    .selectFrom("desk_key")
    .select(["version", "recipient"])
    .where("desk", "=", desk)
    .where("retired_at", "is", null)
    .executeTakeFirst();
  return row ?? null;
}

/** This organisation's desks, each with its key in force. */
export async function desksOf(scope: Scope) {
  return scope
    .selectFrom("desk as d")
    .innerJoin("desk_key as k", "k.desk", "d.id")
    .select(["d.id", "d.name", "k.version", "k.recipient"])
    .where("k.retired_at", "is", null)
    .orderBy("d.name")
    .execute();
}
