import type { Colleague } from "@threshold/contract";
import { certificateProblem, instant, statementHash, type Trust } from "@threshold/sealing/trust";

/** A colleague as a steward signed for her: what is sealed to her goes to this key and to no other that a server may name. */
export interface Confirmed {
  readonly id: string;
  readonly recipient: string;
  readonly desks: readonly string[];
}

/**
 * Those whose certificate holds by the directory that this browser checked. Ids, keys and desks are those of the certificate.
 * @param organisation one's own
 */
export async function confirmedOf(
  trust: Trust,
  organisation: string,
  members: readonly Pick<Colleague, "id" | "certificate">[],
  now: Date,
): Promise<Confirmed[]> {
  const known = trust.organisations.find((one) => one.id === organisation);
  if (known === undefined) return [];
  const found: Confirmed[] = [];
  for (const { id, certificate } of members) {
    if (certificate === null) continue;
    const { subject, recipient, desks, ...said } = certificate.statement;
    if (subject !== "member" || recipient === null || said.id !== id) continue;
    // One that ended holds a little longer for entries that are on their way (`certificateProblem`): not for keys.
    const hash = await statementHash(certificate.statement);
    if (known.gone.some((one) => one.certificate === hash)) continue;
    if ((await certificateProblem(known, certificate, instant(now))) === null) found.push({ id, recipient, desks });
  }
  return found;
}
