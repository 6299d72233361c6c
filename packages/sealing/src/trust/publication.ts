import { can } from "@threshold/casework";
import { canonicalText } from "../canonical.ts";
import { failure, type Result, success } from "../result.ts";
import { certificateProblem } from "./author.ts";
import type { Certificate, OrganisationStatement, Pin } from "./kinds.ts";
import {
  type CertificateContent,
  ended,
  firstOrganisation,
  instant,
  newCertificate,
  nextOrganisation,
  renewDays,
} from "./make.ts";
import { type Signed, type Signer, signStatement, statementHash } from "./statement.ts";

/** A member or a phone by the server's books, with the certificate in force. */
export interface Subject extends Omit<CertificateContent, "organisation"> {
  readonly certificate: Signed<Certificate> | null;
}
/** What the server says of an organisation's keys (`GET /trust/draft`). `last` is null before the first statement. */
export interface Draft {
  readonly organisation: string;
  readonly last: Signed<OrganisationStatement> | null;
  readonly people: readonly Subject[];
}
/** What a steward stands for. All else stays as it was signed before, whatever the server's books say. */
export interface Changes {
  readonly signer: Signer;
  readonly now: Date;
  /** The newest statement by a checked directory: `trust.pin.organisations[id] ?? null`. */
  readonly seen: Pin["organisations"][string] | null;
  /** All desks with their keys as they are from now on; left out where they stay. Needed for the first statement. */
  readonly desks?: OrganisationStatement["desks"];
  /** Ids of people whose line in the draft was checked: new ones, and those whose keys, roles or desks change. */
  readonly confirmed?: readonly string[];
  /** Ids of people who are out from now on. */
  readonly leaving?: readonly string[];
}
export interface Publication {
  /** Null where the last statement still says it all. */
  readonly statement: Signed<OrganisationStatement> | null;
  readonly certificates: readonly Signed<Certificate>[];
}
/** `not-the-last`: the server handed over another statement than the one in the directory. `no-steward`: who signs would keep no keys
 * any more, so that nobody could believe her. */
export type PublicationProblem = "not-the-last" | "no-steward";

/**
 * What a steward signs: for founding, joining, changed roles, a new desk key, leaving, and for certificates that end soon. Who had a
 * certificate by somebody who is no steward any more gets a new one that says the same; what a new one replaces is put on the list of
 * those that ended. A certificate that does not hold counts as none.
 */
export async function nextPublication(
  draft: Draft,
  changes: Changes,
): Promise<Result<Publication, PublicationProblem>> {
  const { signer, now, seen, confirmed = [], leaving = [] } = changes;
  const last = draft.last?.statement ?? null;
  const hash = last === null ? null : await statementHash(last);
  if (hash !== (seen?.hash ?? null)) return failure("not-the-last");
  const people = await Promise.all(draft.people.map((one) => plan(draft, one, confirmed.includes(one.id), now)));
  const staying = people.filter((one) => one.to !== null && !leaving.includes(one.id));
  const stewards = stewardsOf(staying, people, last?.stewards ?? []);
  if (!stewards.includes(signer.verifyKey)) return failure("no-steward");
  const gone = [...(last?.gone ?? [])];
  const certificates: Signed<Certificate>[] = [];
  for (const person of people) {
    const { from, to } = person;
    const stays = staying.includes(person);
    const good = stays && from !== null && to === from.statement && stewards.includes(from.by);
    if (from !== null && !good) gone.push(await ended(from, now));
    if (!stays || to === null || (good && !endsSoon(from.statement, now))) continue;
    certificates.push(await signStatement(newCertificate(to, now), signer));
  }
  const statement = await statementFor(draft, { stewards, desks: changes.desks ?? last?.desks ?? [], gone }, changes);
  return success({ statement, certificates });
}

interface Planned {
  readonly id: string;
  readonly from: Signed<Certificate> | null;
  /** What her certificate is to say; that of `from` itself where nothing changes, null where she gets none. */
  readonly to: CertificateContent | null;
}

async function plan({ organisation, last }: Draft, person: Subject, confirmed: boolean, now: Date): Promise<Planned> {
  const { id, certificate } = person;
  const known =
    last === null ? null : { id: organisation, stewards: last.statement.stewards, gone: last.statement.gone };
  // One that ended still vouches for entries on their way; it makes nobody a steward again.
  const hash = certificate === null ? null : await statementHash(certificate.statement);
  const holds =
    known !== null &&
    certificate !== null &&
    certificate.statement.id === id &&
    known.gone.every((one) => one.certificate !== hash) &&
    (await certificateProblem(known, certificate, instant(now))) === null;
  const from = holds ? certificate : null;
  if (!confirmed || (from !== null && says(from.statement, person))) return { id, from, to: from?.statement ?? null };
  const { subject, verifyKey, recipient, desks, roles } = person;
  return { id, from, to: { organisation, subject, id, verifyKey, recipient, desks, roles } };
}

/**
 * Verify keys of the members who keep people or phones, those of before first; the same whatever order the people come in. A steward whom
 * the server leaves out of its books stays one: only who leaves or changes in a line that was checked is none any more.
 */
function stewardsOf(staying: readonly Planned[], all: readonly Planned[], before: readonly string[]): string[] {
  const keys = staying.flatMap(({ to }) =>
    to?.subject === "member" && (can(to.roles, "keep-people") || can(to.roles, "keep-phones")) ? [to.verifyKey] : [],
  );
  const owned = new Set(all.map(({ from }) => from?.statement.verifyKey));
  return [
    ...before.filter((key) => keys.includes(key) || !owned.has(key)),
    ...keys.filter((key) => !before.includes(key)).sort(),
  ];
}

async function statementFor(
  { organisation, last }: Draft,
  content: Pick<OrganisationStatement, "stewards" | "desks" | "gone">,
  { signer, now }: Changes,
): Promise<Signed<OrganisationStatement> | null> {
  const desks = content.desks
    .map(({ desk, version, recipient }) => ({ desk, version, recipient }))
    .sort((a, b) => (a.desk < b.desk ? -1 : 1));
  const next = { ...content, desks };
  if (last === null) return signStatement(firstOrganisation(organisation, next, now), signer);
  const { stewards, gone } = last.statement;
  const same = canonicalText({ stewards, desks: last.statement.desks, gone }) === canonicalText(next);
  return same ? null : signStatement(await nextOrganisation(last.statement, next, now), signer);
}

function says(certificate: Certificate, { subject, verifyKey, recipient, desks, roles }: Subject): boolean {
  const same = (one: readonly string[], other: readonly string[]) =>
    [...one].sort().join() === [...other].sort().join();
  return (
    certificate.subject === subject &&
    certificate.verifyKey === verifyKey &&
    certificate.recipient === recipient &&
    same(certificate.desks, desks) &&
    same(certificate.roles, roles)
  );
}

function endsSoon({ expires }: Certificate, now: Date): boolean {
  return Date.parse(expires) - now.getTime() < renewDays * 86_400_000;
}

/** What founds an organisation: its first statement, and a certificate for each of its people, all signed by one of them. */
export async function founding(
  organisation: string,
  desk: { readonly id: string; readonly recipient: string },
  members: readonly Pick<Subject, "id" | "verifyKey" | "recipient" | "roles">[],
  signer: Signer,
  now: Date,
): Promise<{ readonly statement: Signed<OrganisationStatement>; readonly certificates: Publication["certificates"] }> {
  const people = members.map(({ id, verifyKey, recipient, roles }) => ({
    ...{ subject: "member" as const, id, verifyKey, recipient, roles },
    ...{ desks: [desk.id], certificate: null },
  }));
  const desks = [{ desk: desk.id, version: 1, recipient: desk.recipient }];
  const confirmed = people.map((one) => one.id);
  const made = await nextPublication(
    { organisation, last: null, people },
    { signer, now, seen: null, desks, confirmed },
  );
  if (!made.ok || made.value.statement === null) throw new Error("whoever founds an organisation keeps its keys");
  return { statement: made.value.statement, certificates: made.value.certificates };
}
