import type { Role } from "@threshold/casework";
import type { InviteMember, MemberInvitation } from "@threshold/contract";
import { sql } from "kysely";
import type { Database } from "../database/connect.ts";
import type { Scope } from "../database/scope.ts";
import { handleKey } from "../sign-in/sign-in.store.ts";
import { hashOf } from "./secrets.ts";

/** How long an invitation of a person is good. */
const lasts = 7 * 86_400_000;

export interface NewInvitation extends Omit<InviteMember, "ticket"> {
  readonly ticket: string;
  readonly organisation: string;
  readonly by: string;
  readonly at: Date;
}

/** Keeps a place for one person open for seven days. What is kept of the ticket is its hash. */
export async function addMemberInvitation(scope: Scope, wish: NewInvitation): Promise<{ id: string; expires: Date }> {
  const { ticket, organisation, by, at, name, handle, roles, desks, renews, mark, sealedCode } = wish;
  const id = crypto.randomUUID();
  const expires = new Date(at.getTime() + lasts);
  await scope
    .insertInto("member_invitation")
    .values({
      ...{ id, organisation, renews, name, handle, handle_key: handleKey(handle), roles, desks, mark },
      code_hash: await hashOf(ticket),
      sealed_code: sealedCode,
      ...{ made_by: by, made_at: at, expires_at: expires },
      ...{ used_at: null, used_by: null, binding: null, closed_at: null },
    })
    .execute();
  return { id, expires };
}

/** Those that nobody used yet and can still be used, and those that were used and wait to be confirmed. */
export async function openInvitations(scope: Scope, now: Date): Promise<MemberInvitation[]> {
  const rows = await scope
    .selectFrom("member_invitation")
    .select([
      ...(["id", "name", "roles", "desks", "expires_at", "renews", "sealed_code", "used_by", "binding"] as const),
    ])
    .where("closed_at", "is", null)
    .where((where) => where.or([where("used_by", "is not", null), where("expires_at", ">", now)]))
    .orderBy("made_at")
    .execute();
  return rows.map(({ id, name, roles, desks, expires_at, renews, sealed_code, used_by, binding }) => ({
    ...{ id, name, roles, desks, renews },
    expires: expires_at.toISOString(),
    sealedCode: sealed_code,
    used: used_by === null || binding === null ? null : { member: used_by, binding },
  }));
}

/** Takes back one that nobody used; null where there is none. */
export async function takeBackInvitation(
  scope: Scope,
  id: string,
  now: Date,
): Promise<{ renews: string | null } | null> {
  const done = await scope
    .updateTable("member_invitation")
    .set({ closed_at: now })
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .where("used_at", "is", null)
    .returning("renews")
    .executeTakeFirst();
  return done ?? null;
}

/** Ends every open invitation to make new keys for this member, used or not: another one takes their place, or she is confirmed. */
export async function closeInvitationsOf(scope: Scope, member: string, now: Date): Promise<void> {
  await scope
    .updateTable("member_invitation")
    .set({ closed_at: now })
    .where((where) => where.or([where("used_by", "=", member), where("renews", "=", member)]))
    .where("closed_at", "is", null)
    .execute();
}

/** Ends what a member invited and nobody used yet: whoever may not invite any more holds no code that lets somebody in. */
export async function closeInvitationsBy(scope: Scope, member: string, now: Date): Promise<void> {
  await scope
    .updateTable("member_invitation")
    .set({ closed_at: now })
    .where("made_by", "=", member)
    .where("used_at", "is", null)
    .where("closed_at", "is", null)
    .execute();
}

/** True where the sign-in name is promised to somebody who has not joined yet. */
export async function handlePromised(scope: Scope, handle: string, now: Date): Promise<boolean> {
  const row = await scope
    .selectFrom("member_invitation")
    .select("id")
    .where("handle_key", "=", handleKey(handle))
    .where("renews", "is", null)
    .where("used_at", "is", null)
    .where("closed_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return row !== undefined;
}

export interface Found {
  readonly id: string;
  readonly organisation: string;
  readonly organisation_name: string;
  readonly renews: string | null;
  readonly name: string;
  readonly handle: string;
  readonly roles: Role[];
  readonly desks: string[];
  readonly mark: string;
}

/** What a ticket opens; looking uses nothing up. Null where it is unknown, was used, was taken back or has run out. */
export async function findMemberInvitation(db: Database, ticket: string, now: Date): Promise<Found | null> {
  const { rows } = await sql<Found>`select * from find_member_invitation(${await hashOf(ticket)}, ${now})`.execute(db);
  return rows[0] ?? null;
}

/** Uses a ticket up. Rolled back with its transaction. */
export async function useMemberInvitation(
  scope: Scope,
  ticket: string,
  now: Date,
): Promise<Pick<Found, "id" | "organisation" | "renews" | "name" | "handle" | "roles" | "desks"> | null> {
  const { rows } = await sql<Found>`select * from use_member_invitation(${await hashOf(ticket)}, ${now})`.execute(
    scope,
  );
  return rows[0] ?? null;
}

/** Says whose keys came with an invitation. */
export async function fillInvitation(
  scope: Scope,
  id: string,
  { member, binding }: { readonly member: string; readonly binding: string },
): Promise<void> {
  await scope.updateTable("member_invitation").set({ used_by: member, binding }).where("id", "=", id).execute();
}
