import type { CustodyRelease, MemberKeys, Recovery, RecoveryState } from "@threshold/contract";
import { sql } from "kysely";
import { asOrganisation, type Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { hashOf } from "../people/secrets.ts";
import { askingLasts } from "./asking.ts";
import { releasesOf } from "./releases.store.ts";

export interface NewRecovery {
  readonly id: string;
  readonly organisation: string;
  readonly member: string;
  readonly token: string;
  readonly how: "shares" | "sheet";
  readonly recipient: string;
  readonly verifyKey: string;
  /** Null where the member signed in with the keys that she has now. */
  readonly keys: MemberKeys | null;
  readonly desks: readonly string[];
  readonly at: Date;
}

export async function addRecovery(scope: Scope, asked: NewRecovery): Promise<void> {
  const { id, organisation, member, token, how, recipient, verifyKey, keys, desks, at } = asked;
  await scope
    .insertInto("custody_recovery")
    .values({
      ...{ id, organisation, member, how, recipient, verify_key: verifyKey, desks: [...desks] },
      token_hash: await hashOf(token),
      kdf: keys === null ? null : JSON.stringify(keys.kdf),
      proof_hash: keys === null ? null : await hashOf(keys.proof),
      bundle: keys?.bundle ?? null,
      asked_at: at,
      expires_at: new Date(at.getTime() + askingLasts),
      state: "asked",
      ended_at: null,
      ended_by: null,
    })
    .execute();
}

export type RecoveryRow = Awaited<ReturnType<typeof recoveryById>>;

/** Where an asking is kept; null for a token that nobody was given. */
export async function findRecovery(house: House, token: string): Promise<{ id: string; organisation: string } | null> {
  const { rows } = await sql<{
    id: string;
    organisation: string;
  }>`select * from find_recovery(${await hashOf(token)})`.execute(house.db);
  return rows[0] ?? null;
}

/** One asking, locked until the transaction ends: two that finish it at the same moment come one after the other. */
export async function recoveryById(scope: Scope, id: string) {
  return scope.selectFrom("custody_recovery").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

export const standingOf = (
  row: { state: "asked" | "done" | "stopped"; expires_at: Date },
  now: Date,
): Recovery["state"] => (row.state === "asked" && row.expires_at <= now ? "expired" : row.state);

export async function endRecovery(
  scope: Scope,
  id: string,
  { state, by, at }: { readonly state: "done" | "stopped"; readonly by: string; readonly at: Date },
): Promise<boolean> {
  const done = await scope
    .updateTable("custody_recovery")
    .set({ state, ended_at: at, ended_by: by })
    .where("id", "=", id)
    .where("state", "=", "asked")
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** What is sealed to a member now. */
export async function recipientOfMember(scope: Scope, member: string): Promise<string> {
  return (await scope.selectFrom("member").select("recipient").where("id", "=", member).executeTakeFirstOrThrow())
    .recipient;
}

/** The desks whose keys a member held, or her certificate names. */
export async function desksOfMember(scope: Scope, member: string): Promise<string[]> {
  const rows = await sql<{ desk: string }>`
    select w.desk from desk_key_wrap w where w.member = ${member}
    union select d.value::uuid from certificate c, jsonb_array_elements_text(c.signed::jsonb #> '{statement,desks}') d
      where c.subject_id = ${member} and c.ended_at is null`.execute(scope);
  return rows.rows.map((row) => row.desk);
}

/** Askings of this organisation's people, the newest first. */
export async function recoveriesOf(scope: Scope, now: Date): Promise<Recovery[]> {
  const rows = await scope
    .selectFrom("custody_recovery as r")
    .innerJoin("member as m", "m.id", "r.member")
    .select(["r.id", "r.member", "m.name", "r.how", "r.asked_at", "r.expires_at", "r.state", "r.ended_at"])
    .orderBy("r.asked_at", "desc")
    .limit(50)
    .execute();
  const { rows: steps } = await sql<{
    recovery: string;
    organisation_name: string;
    member_name: string;
    state: "released" | "refused";
    at: Date;
  }>`select * from custody_steps(${rows.map((row) => row.id)}::uuid[])`.execute(scope);
  const done = rows.filter((row) => row.state === "done").map((row) => row.id);
  const releases = await releasesOf(scope, done);
  return rows.map((row) => ({
    id: row.id,
    releases: releases.get(row.id) ?? [],
    member: { id: row.member, name: row.name },
    how: row.how,
    asked: row.asked_at.toISOString(),
    expires: row.expires_at.toISOString(),
    state: standingOf(row, now),
    ended: row.ended_at?.toISOString() ?? null,
    steps: steps
      .filter((step) => step.recovery === row.id)
      .map((step) => ({
        organisation: step.organisation_name,
        member: step.member_name,
        state: step.state,
        at: step.at.toISOString(),
      })),
  }));
}

/** What whoever asked gets: the sets in force of her desks, the shares released to her, and what they open once there are enough. */
export async function openedTo(
  scope: Scope,
  row: Pick<NonNullable<RecoveryRow>, "id" | "how" | "desks" | "asked_at">,
  needed: number,
): Promise<RecoveryState["desks"]> {
  const sets = await scope
    .selectFrom("custody_set as t")
    .innerJoin("desk as d", "d.id", "t.desk")
    .select(["t.id", "t.desk", "d.name", "t.signed", "t.signature", "t.verify_key", "t.by", "t.kept"])
    .where("t.desk", "in", row.desks.length > 0 ? [...row.desks] : ["00000000-0000-0000-0000-000000000000"])
    .where("t.retired_at", "is", null)
    .where("t.mode", "=", row.how)
    // A sheet that was printed anew since: the one that was shown may be the reason, and opens nothing any more.
    .$if(row.how === "sheet", (query) => query.where("t.made_at", "<=", row.asked_at))
    .orderBy("d.name")
    .execute();
  const releases = await scope
    .selectFrom("custody_release")
    .selectAll()
    .where("recovery", "=", row.id)
    .where("state", "=", "released")
    .execute();
  return sets.map((one) => {
    const released = releases
      .filter((release) => release.set === one.id)
      .map(({ signed, signature, sealed }) => ({
        release: JSON.parse(signed ?? "null") as CustodyRelease["release"],
        signature: signature ?? "",
        sealed: sealed ?? "",
      }));
    return {
      desk: { id: one.desk, name: one.name },
      known: { set: JSON.parse(one.signed) as never, signature: one.signature, by: one.by, verifyKey: one.verify_key },
      kept: row.how === "sheet" || released.length >= needed ? one.kept : null,
      released,
    };
  });
}

/** Runs in the organisation of an asking, with the asking locked; `row` is undefined where there is none. */
export function withRecovery<T>(
  house: House,
  known: { readonly id: string; readonly organisation: string },
  work: (scope: Scope, row: RecoveryRow) => Promise<T>,
): Promise<T> {
  return asOrganisation(house.db, house.clock, known.organisation, async (scope) =>
    work(scope, await recoveryById(scope, known.id)),
  );
}

/** Puts the keys that came with an asking in place of the member's old ones. False where she has left, or it came without. */
export async function takeKeys(
  scope: Scope,
  row: Pick<NonNullable<RecoveryRow>, "member" | "kdf" | "proof_hash" | "recipient" | "verify_key" | "bundle">,
  newer: string | null,
): Promise<boolean> {
  const { kdf, proof_hash, recipient, verify_key } = row;
  const bundle = newer ?? row.bundle;
  if (kdf === null || proof_hash === null || bundle === null) return false;
  const done = await scope
    .updateTable("member")
    .set({ kdf: JSON.stringify(kdf), proof_hash, bundle, recipient, verify_key })
    .where("id", "=", row.member)
    .where("left_at", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
