import type { CustodyRelease, CustodyRequest } from "@threshold/contract";
import { canonicalText } from "@threshold/sealing";
import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";

/** Who asks for what a custodian holds. */
export async function requestsTo(scope: Scope, custodian: string, now: Date): Promise<CustodyRequest[]> {
  const { rows } = await sql<{
    recovery: string;
    organisation: string;
    organisation_name: string;
    member: string;
    member_name: string;
    recipient: string;
    verify_key: string;
    desk: string;
    desk_name: string;
    set: string;
    n: 1 | 2 | 3;
    asked_at: Date;
    expires_at: Date;
    answer: "released" | "refused" | null;
  }>`select * from custody_requests(${custodian}, ${now})`.execute(scope);
  return [...new Set(rows.map((row) => row.recovery))].flatMap((id) => {
    const own = rows.filter((row) => row.recovery === id);
    const [row] = own;
    if (row === undefined) return [];
    return {
      recovery: id,
      organisation: { id: row.organisation, name: row.organisation_name },
      member: { id: row.member, name: row.member_name },
      recipient: row.recipient,
      verifyKey: row.verify_key,
      asked: row.asked_at.toISOString(),
      expires: row.expires_at.toISOString(),
      shares: own.map(({ desk, desk_name, set, n, answer }) => ({
        desk: { id: desk, name: desk_name },
        set,
        n,
        answer,
      })),
    };
  });
}

/** Keeps a custodian's answer. @throws 23505 where she answered before */
export async function addRelease(
  scope: Scope,
  of: {
    readonly recovery: string;
    readonly set: string;
    readonly n: number;
    readonly organisation: string;
    readonly custodian: { readonly id: string; readonly organisation: string; readonly verifyKey: string };
    /** Null where she refuses. */
    readonly released: CustodyRelease | null;
    readonly at: Date;
  },
): Promise<void> {
  const { recovery, set, n, organisation, custodian, released, at } = of;
  await scope
    .insertInto("custody_release")
    .values({
      ...{ recovery, set, n, organisation, at_organisation: custodian.organisation, member: custodian.id, at },
      state: released === null ? "refused" : "released",
      signed: released === null ? null : canonicalText(released.release),
      signature: released?.signature ?? null,
      verify_key: released === null ? null : custodian.verifyKey,
      sealed: released?.sealed ?? null,
    })
    .execute();
}

/** What custodians released, by asking. */
export async function releasesOf(scope: Scope, recoveries: readonly string[]): Promise<Map<string, CustodyRelease[]>> {
  const byRecovery = new Map<string, CustodyRelease[]>(recoveries.map((id) => [id, []]));
  if (recoveries.length === 0) return byRecovery;
  const rows = await scope
    .selectFrom("custody_release")
    .select(["recovery", "signed", "signature", "sealed"])
    .where("recovery", "in", [...recoveries])
    .where("state", "=", "released")
    .orderBy("at")
    .execute();
  for (const { recovery, signed, signature, sealed } of rows)
    byRecovery.get(recovery)?.push({
      release: JSON.parse(signed ?? "null") as CustodyRelease["release"],
      signature: signature ?? "",
      sealed: sealed ?? "",
    });
  return byRecovery;
}
