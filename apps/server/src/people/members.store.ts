import type { Role } from "@threshold/casework";
import type { MemberKeys, MemberSession } from "@threshold/contract";
import { sql } from "kysely";
import { asOrganisation, type Scope } from "../database/scope.ts";
import { nextSeq } from "../entries/entries.store.ts";
import type { House } from "../house.ts";
import { handleKey } from "../sign-in/sign-in.store.ts";
import { isBundle } from "./bundle.ts";
import { hashOf } from "./secrets.ts";

/** What a member's browser needs after signing in: who she is, her sealed secrets, and her desks' keys sealed to her. */
export function describeSession(house: House, member: string, organisation: string): Promise<MemberSession> {
  return asOrganisation(house.db, house.clock, organisation, async (scope) => {
    const self = await scope.selectFrom("member").selectAll().where("id", "=", member).executeTakeFirstOrThrow();
    const home = await scope
      .selectFrom("organisation")
      .selectAll()
      .where("id", "=", organisation)
      .executeTakeFirstOrThrow();
    const desks = await heldDesks(scope, member);
    return {
      member: { id: self.id, name: self.name, roles: self.roles, verifyKey: self.verify_key },
      organisation: { id: home.id, name: home.name, kind: home.kind, invented: home.invented },
      desks,
      bundle: self.bundle,
      nextSeq: await nextSeq(scope, member),
    };
  });
}

/** Every desk whose key in force is sealed to her, with the keys it had before, the newest first. */
async function heldDesks(scope: Scope, member: string): Promise<MemberSession["desks"]> {
  const rows = await scope
    .selectFrom("desk_key_wrap as w")
    .innerJoin("desk_key as k", (on) => on.onRef("k.desk", "=", "w.desk").onRef("k.version", "=", "w.version"))
    .innerJoin("desk as d", "d.id", "w.desk")
    .select(["d.id", "d.name", "k.version", "k.recipient", "k.retired_at", "w.wrapped"])
    .where("w.member", "=", member)
    .orderBy("d.name")
    .orderBy("k.version", "desc")
    .execute();
  return rows
    .filter((row) => row.retired_at === null)
    .map(({ id, name, version, recipient, wrapped }) => ({
      ...{ id, name, version, recipient, wrapped },
      earlier: rows
        .filter((row) => row.id === id && row.retired_at !== null)
        .map((row) => ({ version: row.version, recipient: row.recipient, wrapped: row.wrapped })),
    }));
}

export async function handleTaken(scope: Scope, handle: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select handle_taken(${handleKey(handle)}) as taken`.execute(scope);
  return rows[0]?.taken === true;
}

export interface NewMember {
  readonly id: string;
  readonly organisation: string;
  readonly handle: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly keys: MemberKeys;
  readonly at: Date;
  /** Where she is to work; left out where her desks' keys are sealed to her at once. */
  readonly desks?: readonly string[];
}

export async function addMember(
  scope: Scope,
  { id, organisation, handle, name, roles, keys, at, desks }: NewMember,
): Promise<void> {
  await scope
    .insertInto("member")
    .values({
      id,
      organisation,
      handle,
      handle_key: handleKey(handle),
      name,
      roles: [...roles],
      kdf: JSON.stringify(keys.kdf),
      proof_hash: await hashOf(keys.proof),
      recipient: keys.recipient,
      verify_key: keys.verifyKey,
      bundle: keys.bundle,
      made_at: at,
      ...(desks === undefined ? {} : { desks: [...desks] }),
    })
    .execute();
}

/**
 * Puts new keys in place of a member's; the old ones open and sign nothing any more. Who invited her to that also called her back
 * from leave. False where she is not here any more.
 */
export async function renewKeys(
  scope: Scope,
  member: string,
  keys: MemberKeys,
  desks: readonly string[],
): Promise<boolean> {
  const done = await scope
    .updateTable("member")
    .set({
      kdf: JSON.stringify(keys.kdf),
      proof_hash: await hashOf(keys.proof),
      recipient: keys.recipient,
      verify_key: keys.verifyKey,
      bundle: keys.bundle,
      desks: [...desks],
      ...{ leave_since: null, leave_until: null, stands_in: null },
    })
    .where("id", "=", member)
    .where("left_at", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Keeps a member's keys wrapped anew under the same passphrase; false where it is no age file for one key. */
export async function setBundle(scope: Scope, member: string, bundle: string): Promise<boolean> {
  if (!isBundle(bundle)) return false;
  await scope.updateTable("member").set({ bundle }).where("id", "=", member).execute();
  return true;
}

export interface NewDesk {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly recipient: string;
  readonly at: Date;
}

/** A desk that has no key yet; false where there is one with this id. */
export async function nameDesk(scope: Scope, desk: Pick<NewDesk, "id" | "organisation" | "name">): Promise<boolean> {
  const { id, organisation, name } = desk;
  const done = await scope
    .insertInto("desk")
    .values({ id, organisation, name })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** A desk with its first key. */
export async function addDesk(scope: Scope, { id, organisation, name, recipient, at }: NewDesk): Promise<void> {
  await scope.insertInto("desk").values({ id, organisation, name }).execute();
  await scope
    .insertInto("desk_key")
    .values({ desk: id, version: 1, organisation, recipient, made_at: at, retired_at: null })
    .execute();
}

/** Gives a member the desk's first key, sealed to her. */
export async function addWrap(
  scope: Scope,
  desk: string,
  member: string,
  organisation: string,
  wrapped: string,
): Promise<void> {
  await scope.insertInto("desk_key_wrap").values({ desk, version: 1, member, organisation, wrapped }).execute();
}

export async function addOrganisation(
  scope: Scope,
  organisation: { id: string; name: string; kind: string; invented: boolean; at: Date },
): Promise<void> {
  const { at, ...row } = organisation;
  await scope
    .insertInto("organisation")
    // Only invented people may do without a second factor.
    .values({ ...row, made_at: at, factor: row.invented ? "none" : "passkey" })
    .execute();
}

export async function deskName(scope: Scope, desk: string): Promise<string> {
  return (await scope.selectFrom("desk").select("name").where("id", "=", desk).executeTakeFirstOrThrow()).name;
}
