import {
  type Certificate,
  isCertificate,
  isNetwork,
  isOrganisation,
  isSigned,
  type NetworkStatement,
  statementHash,
} from "@threshold/sealing/trust";
import type { Connection } from "../database/connect.ts";
import {
  type CertificateRow,
  findMiscertified,
  findRekeyed,
  type NetworkRow,
  type OrganisationRow,
  readCertificates,
  readNetwork,
  readOrganisations,
} from "./directory.store.ts";
import type { Broken, Fault } from "./fault.ts";
import type { KeptHeads } from "./head.ts";

/** What the statements walked so far say, for those that come after. One line for each organisation: it grows with those, not with entries. */
interface Known {
  /** Whoever the root or the organisation named as a steward at any time, by organisation. */
  readonly stewards: Map<string, Set<string>>;
  /** Statements that the root named: `<organisation>/<version>` to their hash. */
  readonly anchors: Map<string, string>;
}

/** Walks the directory's whole history: each statement follows the one before and is signed by whom it must be. @returns statements of the root */
export async function walkDirectory(client: Connection, heads: KeptHeads): Promise<number | Broken> {
  const known: Known = { stewards: new Map(), anchors: new Map() };
  const count = await walkNetwork(client, known, heads);
  if (typeof count !== "number") return count;
  const broken = (await walkOrganisations(client, known)) ?? (await walkCertificates(client, known));
  if (broken !== null) return broken;
  return (
    strayEntry("entry-certificate", await findMiscertified(client)) ??
    strayEntry("entry-key", await findRekeyed(client)) ??
    count
  );
}

const strayEntry = (why: Fault, about: string | null): Broken | null =>
  about === null ? null : { ok: false, in: "arrivals", n: null, about, why };

const told = (n: number | null, about: string | null, why: Fault): Broken => ({
  ok: false,
  in: "directory",
  n,
  about,
  why,
});

interface Seen {
  readonly version: number;
  readonly hash: string;
  readonly by: string;
  readonly network: string;
}

async function walkNetwork(client: Connection, known: Known, heads: KeptHeads): Promise<number | Broken> {
  const walked: { last: Seen | null } = { last: null };
  for await (const row of readNetwork(client)) {
    const { last } = walked;
    const signed = parsed(row.signed);
    if (!isNetwork(signed) || !(await fitsNetwork(row, signed.statement)))
      return told(row.version, null, "statement-changed");
    const { statement, by } = signed;
    if (row.version !== (last?.version ?? 0) + 1) return told(row.version, null, "statement-missing");
    if (statement.previous !== (last?.hash ?? null)) return told(row.version, null, "statement-order");
    if (last !== null && (last.by !== by || last.network !== statement.network))
      return told(row.version, null, "statement-root");
    if (!(await isSigned(signed))) return told(row.version, null, "statement-signature");
    const broken = heads.check([{ n: row.version, hash: row.hash }]);
    if (broken !== null) return broken;
    for (const { id, stewards, statement: anchor } of statement.organisations) {
      addAll(known.stewards, id, stewards);
      if (anchor !== null) known.anchors.set(`${id}/${anchor.version}`, anchor.hash);
    }
    walked.last = { version: row.version, hash: row.hash, by, network: statement.network };
  }
  const count = walked.last?.version ?? 0;
  return heads.finish(count) ?? count;
}

async function fitsNetwork(row: NetworkRow, statement: NetworkStatement): Promise<boolean> {
  return (
    row.version === statement.version &&
    row.hash === (await statementHash(statement)) &&
    row.issued_at.getTime() === Date.parse(statement.issued) &&
    row.expires_at.getTime() === Date.parse(statement.expires)
  );
}

async function walkOrganisations(client: Connection, known: Known): Promise<Broken | null> {
  let last: (OrganisationRow & { readonly stewards: readonly string[] }) | null = null;
  for await (const row of readOrganisations(client)) {
    const fault = (why: Fault) => told(row.version, row.organisation, why);
    const signed = parsed(row.signed);
    if (!isOrganisation(signed)) return fault("statement-changed");
    const { statement, by } = signed;
    const before = last?.organisation === row.organisation ? last : null;
    const fits =
      statement.organisation === row.organisation &&
      statement.version === row.version &&
      row.hash === (await statementHash(statement));
    if (!fits) return fault("statement-changed");
    if (row.version !== (before?.version ?? 0) + 1) return fault("statement-missing");
    if (statement.previous !== (before?.hash ?? null)) return fault("statement-order");
    if (!(await isSigned(signed))) return fault("statement-signature");
    const anchor = known.anchors.get(`${row.organisation}/${row.version}`);
    if (anchor !== undefined && anchor !== row.hash) return fault("statement-anchor");
    known.anchors.delete(`${row.organisation}/${row.version}`);
    if (!mayState(known, row.organisation, by, before?.stewards ?? null, anchor !== undefined))
      return fault("statement-steward");
    addAll(known.stewards, row.organisation, statement.stewards);
    last = { ...row, stewards: statement.stewards };
  }
  // What the root named must be there.
  for (const place of known.anchors.keys()) {
    const [organisation = "", version = "0"] = place.split("/");
    return told(Number(version), organisation, "statement-missing");
  }
  return null;
}

/** A steward of the statement before; the first: one that the root names, or the root named the statement itself. What it does not know yet, clients do not either. */
function mayState(known: Known, id: string, by: string, before: readonly string[] | null, anchored: boolean): boolean {
  if (before !== null) return before.includes(by) || anchored;
  return anchored || !known.stewards.has(id) || known.stewards.get(id)?.has(by) === true;
}

async function walkCertificates(client: Connection, known: Known): Promise<Broken | null> {
  for await (const row of readCertificates(client)) {
    const fault = (why: Fault) => told(null, row.subject_id, why);
    const signed = parsed(row.signed);
    if (!isCertificate(signed) || !fitsCertificate(row, signed.statement)) return fault("certificate-changed");
    if (row.hash !== (await statementHash(signed.statement))) return fault("certificate-changed");
    if (!(await isSigned(signed))) return fault("certificate-signature");
    if (known.stewards.get(row.organisation)?.has(signed.by) !== true) return fault("certificate-steward");
  }
  return null;
}

function fitsCertificate(row: CertificateRow, one: Certificate): boolean {
  return (
    row.organisation === one.organisation &&
    row.subject === one.subject &&
    row.subject_id === one.id &&
    row.verify_key === one.verifyKey
  );
}

function addAll(to: Map<string, Set<string>>, id: string, values: readonly string[]): void {
  const held = to.get(id) ?? new Set();
  for (const value of values) held.add(value);
  to.set(id, held);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
