import type { Role } from "@threshold/casework";
import type { Colleague, MemberInvitation, OwnDesk, People, SignedCertificate } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";
import { inForce } from "../trust/certificates.store.ts";
import { openInvitations } from "./member-invitations.store.ts";
import { standingOf } from "./standing.ts";

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** All who are or were here, the desks and who holds their keys. Names and public keys only. */
export async function readPeople(
  scope: Scope,
  organisation: string,
  { keeper, now }: { readonly keeper: boolean; readonly now: Date },
): Promise<People> {
  const certificates = (await inForce(scope, organisation)).map((one) => one.signed);
  const desks = await readDesks(scope);
  const invitations = await openInvitations(scope, now);
  const { small_office } = await scope
    .selectFrom("organisation")
    .select("small_office")
    .where("id", "=", organisation)
    .executeTakeFirstOrThrow();
  return {
    members: await readMembers(scope, { certificates, desks, invitations, now }),
    desks,
    invitations: keeper ? invitations : [],
    phones: keeper ? await readPhones(scope, certificates) : [],
    smallOffice: small_office?.toISOString() ?? null,
  };
}

interface Around {
  readonly certificates: readonly SignedCertificate[];
  readonly desks: readonly OwnDesk[];
  readonly invitations: readonly MemberInvitation[];
  readonly now: Date;
}

async function readMembers(scope: Scope, around: Around): Promise<Colleague[]> {
  const rows = await scope
    .selectFrom("member")
    .select([
      ...(["id", "name", "roles", "desks", "recipient", "verify_key", "made_at"] as const),
      ...(["leave_since", "leave_until", "stands_in", "left_at"] as const),
    ])
    .orderBy("name")
    .orderBy("id")
    .execute();
  const renewals = await lastRenewals(scope);
  return rows.map((row) => {
    const certificate = around.certificates.find((one) => one.statement.id === row.id) ?? null;
    const standing = standingOf(row, around.now);
    const waits = around.invitations.some((one) => one.used?.member === row.id);
    return {
      id: row.id,
      name: row.name,
      roles: row.roles,
      standing: standing !== "left" && waits ? "waiting" : standing,
      desks: row.desks ?? held(around.desks, row.id),
      leave: standing === "on-leave" ? { until: row.leave_until, standsIn: row.stands_in } : null,
      since: dayOf(row.made_at),
      left: row.left_at === null ? null : dayOf(row.left_at),
      renewed: renewals.get(row.id) ?? null,
      recipient: row.recipient,
      verifyKey: row.verify_key,
      certificate,
    };
  });
}

async function lastRenewals(scope: Scope): Promise<Map<string, string>> {
  const rows = await scope
    .selectFrom("member_invitation")
    .select(["renews", "used_at"])
    .where("renews", "is not", null)
    .where("used_at", "is not", null)
    .orderBy("used_at")
    .execute();
  return new Map(
    rows.flatMap(({ renews, used_at }) => (renews === null || used_at === null ? [] : [[renews, dayOf(used_at)]])),
  );
}

const held = (desks: readonly OwnDesk[], member: string): string[] =>
  desks.filter((desk) => desk.holders.some((holder) => holder.member === member)).map((desk) => desk.id);

async function readDesks(scope: Scope): Promise<OwnDesk[]> {
  const keys = await scope
    .selectFrom("desk_key as k")
    .innerJoin("desk as d", "d.id", "k.desk")
    .select(["d.id", "d.name", "k.version", "k.recipient", "k.made_at", "k.retired_at"])
    .orderBy("d.name")
    .orderBy("k.version")
    .execute();
  const wraps = await scope
    .selectFrom("desk_key_wrap")
    .select(["desk", "version", "member"])
    .orderBy("member")
    .orderBy("version")
    .execute();
  return keys
    .filter((key) => key.retired_at === null)
    .map(({ id, name, version, recipient, made_at }) => {
      const own = wraps.filter((wrap) => wrap.desk === id);
      return {
        ...{ id, name, version, recipient, since: dayOf(made_at) },
        keys: keys.filter((key) => key.id === id).map((key) => ({ version: key.version, recipient: key.recipient })),
        holders: [...new Set(own.map((wrap) => wrap.member))].map((member) => ({
          member,
          versions: own.filter((wrap) => wrap.member === member).map((wrap) => wrap.version),
        })),
      };
    });
}

/** Phones' certificates in force; one of a phone that was removed is to end with the next statement. */
async function readPhones(scope: Scope, certificates: readonly SignedCertificate[]): Promise<People["phones"]> {
  const removed = await scope.selectFrom("device").select("id").where("revoked_at", "is not", null).execute();
  const ids = new Set(removed.map((row) => row.id));
  return certificates
    .filter((one) => one.statement.subject === "device")
    .map((certificate) => ({ certificate, removed: ids.has(certificate.statement.id) }));
}

/** One change of people after the other: the organisation's row is held to the end of the transaction. */
export async function lockPeople(scope: Scope, organisation: string): Promise<void> {
  await scope.selectFrom("organisation").select("id").where("id", "=", organisation).forNoKeyUpdate().execute();
}

export async function setPlace(
  scope: Scope,
  member: string,
  { roles, desks }: { readonly roles: readonly Role[]; readonly desks: readonly string[] },
): Promise<void> {
  await scope
    .updateTable("member")
    .set({ roles: [...roles], desks: [...desks].sort() })
    .where("id", "=", member)
    .execute();
}

/** A member as the books have her; null where she is not, or no longer, here. */
export async function readPlace(
  scope: Scope,
  member: string,
): Promise<{ name: string; handle: string; roles: Role[]; desks: string[] } | null> {
  const row = await scope
    .selectFrom("member")
    .select(["name", "handle", "roles", "desks"])
    .where("id", "=", member)
    .where("left_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { ...row, desks: row.desks ?? held(await readDesks(scope), member) };
}

/** Since when it is a small office; null once a second person is here. */
export async function setSmallOffice(scope: Scope, organisation: string, since: Date | null): Promise<void> {
  await scope.updateTable("organisation").set({ small_office: since }).where("id", "=", organisation).execute();
}
