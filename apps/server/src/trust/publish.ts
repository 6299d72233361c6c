import type { Publication, SignedOrganisation } from "@threshold/contract";
import {
  type Certificate,
  isSigned,
  type OrganisationStatement,
  type Signed,
  statementHash,
} from "@threshold/sealing/trust";
import type { Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { type Refused, refused } from "../http/problems.ts";
import { addRecord } from "../record/record.store.ts";
import {
  addCertificate,
  currentDesks,
  endCertificates,
  inForce,
  listPeople,
  waitingMembers,
} from "./certificates.store.ts";
import { addStatement, keepers, lastStatement, readNetwork } from "./statements.store.ts";

/** Who publishes: a member of the transaction's organisation. */
export interface Steward {
  readonly id: string;
  readonly organisation: string;
  readonly verifyKey: string;
}

/**
 * Takes what a steward signed into the directory, in the transaction of whatever it goes with (a new desk key, somebody leaving): write
 * the books first, then publish. Refuses what clients would refuse, and what does not say the same as the books.
 * @returns null where it is done; a refusal leaves the transaction to be undone by the caller
 */
export async function publish(
  scope: Scope,
  house: House,
  steward: Steward,
  { statement, certificates }: Publication,
): Promise<Refused | null> {
  const { organisation } = steward;
  const now = house.clock();
  const last = await lastStatement(scope, organisation);
  if (statement !== null) {
    const problem = await statementProblem(scope, steward, last, statement);
    if (problem !== null) return refused(problem, "/statement");
    await addStatement(scope, statement, now);
    await endCertificates(
      scope,
      statement.statement.gone.map((one) => one.certificate),
      now,
    );
  }
  const newest = (statement ?? last)?.statement;
  if (newest === undefined || !newest.stewards.includes(steward.verifyKey)) return refused("not-steward");
  const people = await listPeople(scope, organisation);
  for (const [at, certificate] of certificates.entries()) {
    if (!(await fits(certificate, steward, people))) return refused("certificate-wrong", `/certificates/${at}`);
    await addCertificate(scope, certificate, now);
    const { subject, id } = certificate.statement;
    const kind = subject === "device" ? "phone-certified" : "member-certified";
    await addRecord(scope, house, { organisation, kind, by: steward.id, about: id });
  }
  if (!(await allHold(scope, organisation, newest.stewards, people))) return refused("certificate-wrong");
  if (statement !== null)
    await addRecord(scope, house, { organisation, kind: "statement-published", by: steward.id, about: organisation });
  return null;
}

type StatementProblem = "statement-wrong" | "statement-outdated" | "not-steward";

/** As clients check it: it follows from the one before, and whoever may sign after that one signed it. */
async function statementProblem(
  scope: Scope,
  { organisation, verifyKey }: Steward,
  last: SignedOrganisation | null,
  signed: SignedOrganisation,
): Promise<StatementProblem | null> {
  const { statement, by } = signed;
  if (by !== verifyKey || statement.organisation !== organisation) return "not-steward";
  const before = last?.statement ?? null;
  if (statement.version <= (before?.version ?? 0)) return "statement-outdated";
  const previous = before === null ? null : await statementHash(before);
  if (statement.version !== (before?.version ?? 0) + 1 || statement.previous !== previous) return "statement-wrong";
  if (!(await isSigned(signed)) || !(await agrees(scope, statement, last))) return "statement-wrong";
  const network = (await readNetwork(scope))?.signed.statement;
  const vouched = network?.organisations.find((one) => one.id === organisation);
  const named = vouched !== undefined && (vouched.statement?.version ?? 0) === (before?.version ?? 0);
  const stewards = named ? vouched.stewards : (before?.stewards ?? []);
  return stewards.includes(by) ? null : "not-steward";
}

/** The books and the statement name the same desk keys; stewards are people who keep keys here; nothing that ended comes back. */
async function agrees(
  scope: Scope,
  statement: OrganisationStatement,
  last: SignedOrganisation | null,
): Promise<boolean> {
  const text = (desks: readonly { desk: string; version: number; recipient: string }[]) =>
    desks
      .map(({ desk, version, recipient }) => `${desk} ${version} ${recipient}`)
      .sort()
      .join();
  if (text(statement.desks) !== text(await currentDesks(scope, statement.organisation))) return false;
  const people = await listPeople(scope, statement.organisation);
  const may = new Set(
    people.filter((one) => one.roles.some((role) => keepers.includes(role))).map((one) => one.verifyKey),
  );
  if (!statement.stewards.every((key) => may.has(key))) return false;
  const gone = new Map(statement.gone.map((one) => [one.certificate, one.at]));
  return (last?.statement.gone ?? []).every((one) => gone.get(one.certificate) === one.at);
}

type People = Awaited<ReturnType<typeof listPeople>>;

async function fits(signed: Signed<Certificate>, steward: Steward, people: People): Promise<boolean> {
  const { statement, by } = signed;
  if (by !== steward.verifyKey || statement.organisation !== steward.organisation) return false;
  const person = people.find((one) => one.id === statement.id);
  if (person === undefined || person.subject !== statement.subject) return false;
  const same = (one: readonly string[], other: readonly string[]) =>
    [...one].sort().join() === [...other].sort().join();
  return (
    statement.verifyKey === person.verifyKey &&
    statement.recipient === person.recipient &&
    same(statement.roles, person.roles) &&
    same(statement.desks, person.desks) &&
    (await isSigned(signed))
  );
}

/** Nobody is left with a certificate that clients would not believe, and nobody who is out with one that they would. */
async function allHold(
  scope: Scope,
  organisation: string,
  stewards: readonly string[],
  people: People,
): Promise<boolean> {
  const ids = new Set([...people.map((one) => one.id), ...(await waitingMembers(scope, organisation))]);
  return (await inForce(scope, organisation)).every(
    // A phone that was removed is let in nowhere, whoever had certified it.
    ({ signed }) =>
      ids.has(signed.statement.id) ? stewards.includes(signed.by) : signed.statement.subject === "device",
  );
}

/**
 * Founds an organisation in the directory: its first statement and its people's certificates, all by its first steward. The books are
 * written already, in the same transaction; the root vouches for it afterwards (`signNetwork`).
 */
export async function foundOrganisation(
  scope: Scope,
  house: House,
  steward: Steward,
  statement: Signed<OrganisationStatement>,
  certificates: readonly Signed<Certificate>[],
): Promise<Refused | null> {
  const { organisation, verifyKey } = steward;
  const { version, previous, stewards, gone } = statement.statement;
  const first =
    statement.by === verifyKey &&
    statement.statement.organisation === organisation &&
    version === 1 &&
    previous === null &&
    gone.length === 0 &&
    stewards.includes(verifyKey);
  if (!first || !(await isSigned(statement)) || !(await agrees(scope, statement.statement, null)))
    return refused("statement-wrong", "/statement");
  const now = house.clock();
  await addStatement(scope, statement, now);
  const people = await listPeople(scope, organisation);
  for (const certificate of certificates) {
    if (!(await fits(certificate, steward, people))) return refused("certificate-wrong", "/certificate");
    await addCertificate(scope, certificate, now);
  }
  await addRecord(scope, house, { organisation, kind: "organisation-founded", by: steward.id, about: organisation });
  return null;
}
