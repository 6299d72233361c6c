import type { DeskKeyChange, PassOnKeys } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";

export interface CurrentKey {
  readonly desk: string;
  readonly version: number;
  readonly recipient: string;
}

/** The keys in force of the transaction's organisation. */
export async function currentKeys(scope: Scope): Promise<CurrentKey[]> {
  return scope
    .selectFrom("desk_key")
    .select(["desk", "version", "recipient"])
    .where("retired_at", "is", null)
    .orderBy("desk")
    .execute();
}

/** Puts a new key in place of a desk's, or gives a new desk its first; the wraps go to those it names. */
export async function changeDeskKey(
  scope: Scope,
  organisation: string,
  { desk, version, recipient, wraps }: DeskKeyChange,
  at: Date,
): Promise<void> {
  await scope
    .updateTable("desk_key")
    .set({ retired_at: at })
    .where("desk", "=", desk)
    .where("retired_at", "is", null)
    .execute();
  await scope
    .insertInto("desk_key")
    .values({ desk, version, organisation, recipient, made_at: at, retired_at: null })
    .execute();
  if (wraps.length === 0) return;
  await scope
    .insertInto("desk_key_wrap")
    .values(wraps.map(({ member, wrapped }) => ({ desk, version, member, organisation, wrapped })))
    .execute();
}

/** What was sealed to a member goes: all of it, or that of the desks she no longer works. */
export async function dropWraps(scope: Scope, member: string, desks?: readonly string[]): Promise<void> {
  if (desks?.length === 0) return;
  const all = scope.deleteFrom("desk_key_wrap").where("member", "=", member);
  await (desks === undefined ? all : all.where("desk", "in", [...desks])).execute();
}

/** Versions of a desk's key that a member holds. */
export async function versionsHeld(scope: Scope, desk: string, member: string): Promise<number[]> {
  const rows = await scope
    .selectFrom("desk_key_wrap")
    .select("version")
    .where("desk", "=", desk)
    .where("member", "=", member)
    .execute();
  return rows.map((row) => row.version);
}

/** Passes keys on; what somebody holds already stays as it is. @returns members who got one */
export async function addWraps(
  scope: Scope,
  organisation: string,
  desk: string,
  wraps: PassOnKeys["wraps"],
): Promise<string[]> {
  const added = await scope
    .insertInto("desk_key_wrap")
    .values(wraps.map(({ member, version, wrapped }) => ({ desk, version, member, organisation, wrapped })))
    .onConflict((conflict) => conflict.columns(["desk", "version", "member"]).doNothing())
    .returning("member")
    .execute();
  return [...new Set(added.map((row) => row.member))];
}
