import type { Role } from "@threshold/casework";
import type { MemberKeys, MemberSession } from "@threshold/contract";
import { sql } from "kysely";
import { asOrganisation, type Scope } from "../database/scope.ts";
import { nextSeq } from "../entries/entries.store.ts";
import type { House } from "../house.ts";
import { hashOf } from "./secrets.ts";
import { handleKey } from "./sign-in.store.ts";

/** What a member's browser needs after signing in: who she is, her sealed secrets, and her desks' keys sealed to her. */
export function describeSession(house: House, member: string, organisation: string): Promise<MemberSession> {
  return asOrganisation(house.db, house.clock, organisation, async (scope) => {
    const self = await scope.selectFrom("member").selectAll().where("id", "=", member).executeTakeFirstOrThrow();
    const home = await scope
      .selectFrom("organisation")
      .selectAll()
      .where("id", "=", organisation)
      .executeTakeFirstOrThrow();
    const desks = await scope
      .selectFrom("desk_key_wrap as w")
      .innerJoin("desk_key as k", (on) => on.onRef("k.desk", "=", "w.desk").onRef("k.version", "=", "w.version"))
      .innerJoin("desk as d", "d.id", "w.desk")
      .select(["d.id", "d.name", "k.recipient", "w.wrapped"])
      .where("w.member", "=", member)
      .where("k.retired_at", "is", null)
      .orderBy("d.name")
      .execute();
    return {
      member: { id: self.id, name: self.name, roles: self.roles, verifyKey: self.verify_key },
      organisation: { id: home.id, name: home.name, kind: home.kind, invented: home.invented },
      desks,
      bundle: self.bundle,
      nextSeq: await nextSeq(scope, member),
    };
  });
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
}

export async function addMember(
  scope: Scope,
  { id, organisation, handle, name, roles, keys, at }: NewMember,
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
    })
    .execute();
}

export interface NewDesk {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly recipient: string;
  readonly at: Date;
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
    .values({ ...row, made_at: at })
    .execute();
}

export async function deskName(scope: Scope, desk: string): Promise<string> {
  return (await scope.selectFrom("desk").select("name").where("id", "=", desk).executeTakeFirstOrThrow()).name;
}
