import { failure, type Result, success } from "../result.ts";
import type { Certificate } from "./kinds.ts";
import { isCertificate } from "./shapes.ts";
import { isSigned, type Signed, statementHash } from "./statement.ts";
import type { AuthorProblem, EntryAuthor, KnownOrganisation } from "./trust.ts";

/**
 * Whether an entry is by whom it says. A certificate made after the entry counts too: it says whose key it is, since when does not
 * matter. The entry's own signature is checked apart (`verifyEnvelope`).
 */
export async function checkAuthor(
  couriers: readonly string[],
  known: ReadonlyMap<string, KnownOrganisation>,
  entry: EntryAuthor,
  certificate: unknown,
  prove: Prove = proofOf,
): Promise<Result<Certificate | null, AuthorProblem>> {
  if (entry.kind === "passed-on")
    return couriers.includes(entry.verifyKey) ? success(null) : failure("courier-unknown");
  const organisation = known.get(entry.organisation);
  if (organisation === undefined) return failure("organisation-unknown");
  if (organisation.named.length > 0 || certificate === null || certificate === undefined)
    return failure("not-certified");
  if (!isCertificate(certificate) || !fits(certificate.statement, entry)) return failure("certificate-wrong");
  const problem = await certificateProblem(organisation, certificate, entry.at, prove);
  return problem === null ? success(certificate.statement) : failure(problem);
}

/** What of a certificate hangs on no moment: whether it is signed by whom it says, and its name. */
interface Proof {
  readonly signed: boolean;
  readonly hash: string;
}
type Prove = (certificate: Signed<Certificate>) => Promise<Proof>;

async function proofOf(certificate: Signed<Certificate>): Promise<Proof> {
  const [signed, hash] = await Promise.all([isSigned(certificate), statementHash(certificate.statement)]);
  return { signed, hash };
}

/** The same, worked out once for each certificate: a case has as many entries as somebody wrote in it, and one certificate of hers. */
export function provesOnce(): Prove {
  const known = new Map<string, Promise<Proof>>();
  return (certificate) => {
    const key = JSON.stringify(certificate);
    const proof = known.get(key) ?? proofOf(certificate);
    known.set(key, proof);
    return proof;
  };
}

/** Stewards' clocks and the server's are never quite the same. */
const slack = 10 * 60_000;

/**
 * Why a certificate did not hold at a moment; null where it did.
 * @param at ISO 8601
 */
export async function certificateProblem(
  organisation: Pick<KnownOrganisation, "id" | "stewards" | "gone">,
  certificate: Signed<Certificate>,
  at: string,
  prove: Prove = proofOf,
): Promise<"certificate-wrong" | "steward-unknown" | "certificate-ended" | null> {
  const { statement, by } = certificate;
  const { signed, hash } = await prove(certificate);
  if (statement.organisation !== organisation.id || !signed) return "certificate-wrong";
  const moment = Date.parse(at);
  if (!(moment < Date.parse(statement.expires))) return "certificate-ended";
  const gone = organisation.gone.find((one) => one.certificate === hash);
  if (gone !== undefined) return moment <= Date.parse(gone.at) + slack ? null : "certificate-ended";
  return organisation.stewards.includes(by) ? null : "steward-unknown";
}

/** All that a phone writes: whoever takes one, and has the server on her side, answers for no desk and sets no key. */
const ofPhones: readonly string[] = ["referred", "withdrawn"];

function fits(certificate: Certificate, entry: EntryAuthor): boolean {
  return (
    (certificate.subject === "member" || ofPhones.includes(entry.kind)) &&
    certificate.id === entry.author &&
    certificate.verifyKey === entry.verifyKey &&
    certificate.desks.includes(entry.desk)
  );
}
