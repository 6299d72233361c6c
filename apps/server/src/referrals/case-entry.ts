import type { CaseEntry } from "@threshold/contract";
import type { Scope } from "../database/scope.ts";
import { envelopeOf, type KeptEntry } from "../entries/entries.store.ts";
import { certificatesOf } from "../trust/certificates.store.ts";

/** Entries as a desk gets them: with what shows that they are by whom they say. */
export async function asCaseEntries(scope: Scope, entries: readonly KeptEntry[]): Promise<CaseEntry[]> {
  const certificates = await certificatesOf(
    scope,
    entries.map(({ id }) => id),
  );
  return entries.map((entry) => ({
    envelope: envelopeOf(entry) as CaseEntry["envelope"],
    signature: entry.signature,
    verifyKey: entry.verify_key,
    certificate: certificates.get(entry.id) ?? null,
    by: entry.written_by,
    receivedAt: entry.received_at.toISOString(),
    receipt: entry.receipt,
  }));
}
