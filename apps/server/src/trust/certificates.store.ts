import type { SignedCertificate, TrustDraft } from "@threshold/contract";
import { canonicalText } from "@threshold/sealing";
import { type Certificate, type Signed, statementHash } from "@threshold/sealing/trust";
import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";

type Person = TrustDraft["people"][number];

/**
 * Members and phones of the organisation by the books, each with the certificate in force. Who left or was removed is not among them,
 * nor whoever joined and waits for a colleague to compare her keys with the invitation.
 */
export async function listPeople(scope: Scope, organisation: string): Promise<Person[]> {
  const { rows } = await sql<Omit<Person, "certificate"> & { signed: string | null }>`
    select p.*, c.signed from (
      select 'member' as subject, m.id, m.verify_key as "verifyKey", m.recipient, m.roles,
             coalesce(m.desks, array(select distinct w.desk from desk_key_wrap w where w.member = m.id order by 1)) as desks
      from member m where m.organisation = ${organisation} and m.left_at is null
        and not exists (select from member_invitation i where i.used_by = m.id and i.closed_at is null)
      union all
      select 'device', d.id, d.verify_key, null, array[]::text[], array[d.desk]
      from device d where d.organisation = ${organisation} and d.revoked_at is null
    ) p left join certificate c on c.subject_id = p.id and c.ended_at is null
    order by p.subject desc, p.id`.execute(scope);
  return rows.map(({ subject, id, verifyKey, recipient, desks, roles, signed }) => ({
    ...{ subject, id, verifyKey, recipient, desks, roles },
    certificate: signed === null ? null : (JSON.parse(signed) as SignedCertificate),
  }));
}

/** Members who joined anew and wait: what was signed for their keys of before holds until a statement ends it. */
export async function waitingMembers(scope: Scope, organisation: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select m.id from member m where m.organisation = ${organisation} and m.left_at is null
      and exists (select from member_invitation i where i.used_by = m.id and i.closed_at is null)`.execute(scope);
  return new Set(rows.map((row) => row.id));
}

/** Certificates in force, also of people who are out: until a statement says that theirs ended. */
export async function inForce(
  scope: Scope,
  organisation: string,
): Promise<{ hash: string; signed: SignedCertificate }[]> {
  const rows = await scope
    .selectFrom("certificate")
    .select(["hash", "signed"])
    .where("organisation", "=", organisation)
    .where("ended_at", "is", null)
    .execute();
  return rows.map(({ hash, signed }) => ({ hash, signed: JSON.parse(signed) as SignedCertificate }));
}

/** Puts a certificate in force; the one before it ends. */
export async function addCertificate(scope: Scope, signed: Signed<Certificate>, at: Date): Promise<void> {
  const { statement } = signed;
  const hash = await statementHash(statement);
  await scope
    .updateTable("certificate")
    .set({ ended_at: at })
    .where("subject_id", "=", statement.id)
    .where("ended_at", "is", null)
    .where("hash", "<>", hash)
    .execute();
  await scope
    .insertInto("certificate")
    .values({
      hash,
      organisation: statement.organisation,
      subject: statement.subject,
      subject_id: statement.id,
      verify_key: statement.verifyKey,
      signed: canonicalText(signed),
      issued_at: new Date(statement.issued),
      expires_at: new Date(statement.expires),
    })
    .onConflict((conflict) => conflict.column("hash").doNothing())
    .execute();
}

export async function endCertificates(scope: Scope, hashes: readonly string[], at: Date): Promise<void> {
  if (hashes.length === 0) return;
  await scope
    .updateTable("certificate")
    .set({ ended_at: at })
    .where("hash", "in", [...hashes])
    .where("ended_at", "is", null)
    .execute();
}

/** Certificates that show who wrote these entries, by entry; a receiver gets those of the sender's people this way. */
export async function certificatesOf(
  scope: Scope,
  entries: readonly string[],
): Promise<Map<string, SignedCertificate>> {
  if (entries.length === 0) return new Map();
  const { rows } = await sql<{
    entry: string;
    signed: string | null;
  }>`select entry, signed from entry_certificates(${[...entries]}::uuid[])`.execute(scope);
  return new Map(
    rows.flatMap((row) => (row.signed === null ? [] : [[row.entry, JSON.parse(row.signed) as SignedCertificate]])),
  );
}

/** The desks of the organisation with the keys they are sealed to now. */
export function currentDesks(scope: Scope, organisation: string): Promise<TrustDraft["desks"]> {
  return scope
    .selectFrom("desk_key")
    .select(["desk", "version", "recipient"])
    .where("organisation", "=", organisation)
    .where("retired_at", "is", null)
    .orderBy("desk")
    .execute();
}
