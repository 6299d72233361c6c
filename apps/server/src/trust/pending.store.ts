import type { PendingPhone, SignedCertificate } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";

/** Phones in use that no steward has confirmed, the oldest first, with what shows whose keys they have. */
export async function pendingPhones(scope: Scope): Promise<PendingPhone[]> {
  const rows = await scope
    .selectFrom("device as d")
    .leftJoin("enrolment as e", "e.device", "d.id")
    .select(["d.id", "d.desk", "d.verify_key", "d.enrolled_at", "e.sealed_code", "e.binding"])
    .where("d.revoked_at", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("certificate as c")
            .select("c.hash")
            .whereRef("c.subject_id", "=", "d.id")
            .where("c.ended_at", "is", null),
        ),
      ),
    )
    .orderBy("d.enrolled_at")
    .limit(500)
    .execute();
  return rows.map((row) => ({
    device: row.id,
    desk: row.desk,
    verifyKey: row.verify_key,
    enrolledAt: row.enrolled_at.toISOString(),
    sealedCode: row.sealed_code,
    binding: row.binding,
  }));
}

/** Certificates in force of phones that were removed: only a statement ends them for clients too. */
export async function removedPhones(scope: Scope): Promise<SignedCertificate[]> {
  const rows = await scope
    .selectFrom("certificate as c")
    .innerJoin("device as d", "d.id", "c.subject_id")
    .select("c.signed")
    .where("c.ended_at", "is", null)
    .where("d.revoked_at", "is not", null)
    .execute();
  return rows.map((row) => JSON.parse(row.signed) as SignedCertificate);
}
