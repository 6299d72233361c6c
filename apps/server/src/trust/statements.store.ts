import { abilities } from "@threshold/casework";
import type { SignedNetwork, SignedOrganisation } from "@threshold/contract";
import { canonicalText } from "@threshold/sealing";
import {
  bodyOf,
  type NetworkStatement,
  type OrganisationStatement,
  type Signed,
  statementHash,
} from "@threshold/sealing/trust";
import { sql } from "kysely";
import type { Database } from "../database/connect.ts";
import type { Scope } from "../database/scope.ts";

type Reader = Scope | Database;

const newest = 2_147_483_647;
/** Roles whose holders' keys an organisation's directory is signed with. */
export const keepers: readonly string[] = [...new Set([...abilities["keep-people"], ...abilities["keep-phones"]])];

/**
 * The root's newest statement, the one of version `have`, and the bodies' hashes of all after that; null where nothing was signed yet.
 */
export async function readNetwork(
  scope: Reader,
  have: number = newest,
): Promise<{ signed: SignedNetwork; had: SignedNetwork | null; since: string[] } | null> {
  const { rows } = await sql<{
    version: number;
    body: string;
    signed: string | null;
  }>`select version, body, signed from network_statements(${have})`.execute(scope);
  const text = rows.at(-1)?.signed;
  if (text === undefined || text === null) return null;
  const since = rows.filter((row) => row.version > have).map((row) => row.body);
  const had = rows.find((row) => row.version === have)?.signed ?? null;
  const parsed = (one: string) => JSON.parse(one) as SignedNetwork;
  return { signed: parsed(text), had: had === null ? null : parsed(had), since };
}

/** One writer of the root's statements at a time, until the transaction ends. */
export async function lockNetwork(scope: Scope): Promise<void> {
  await sql`select lock_network()`.execute(scope);
}

export async function addNetwork(scope: Scope, signed: Signed<NetworkStatement>): Promise<void> {
  const { statement } = signed;
  const [hash, body] = await Promise.all([statementHash(statement), bodyOf(statement)]);
  const { version, issued, expires } = statement;
  await sql`select add_network_statement(${version}, ${hash}, ${body}, ${canonicalText(signed)}, ${new Date(issued)}, ${new Date(expires)})`.execute(
    scope,
  );
}

/** An organisation by the server's books, for the root to vouch for. */
export interface Member {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** Its newest statement; null where it made none. */
  readonly last: SignedOrganisation | null;
  readonly hash: string | null;
  /** Verify keys of who keeps its people and phones, by the books. */
  readonly keepers: readonly string[];
  readonly desks: readonly { readonly desk: string; readonly recipient: string }[];
}

export async function listMembers(scope: Reader): Promise<Member[]> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    name: string;
    hash: string | null;
    signed: string | null;
    stewards: string[];
    desks: { desk: string; recipient: string }[];
  }>`select * from network_members(${[...keepers]}::text[])`.execute(scope);
  return rows.map(({ id, kind, name, hash, signed, stewards, desks }) => ({
    ...{ id, kind, name, hash, desks, keepers: stewards },
    last: signed === null ? null : (JSON.parse(signed) as SignedOrganisation),
  }));
}

/**
 * Every organisation's statements from the one that the root names on; for whoever has seen an earlier word of the root, from the one it
 * named then, so that she can follow each step from steward to steward.
 */
export function chainsOf(
  scope: Reader,
  { organisations }: NetworkStatement,
  had: NetworkStatement | null = null,
): Promise<SignedOrganisation[][]> {
  const before = new Map(had?.organisations.map((one) => [one.id, one.statement?.version]));
  const since = organisations.map(({ id, statement }) =>
    Math.min(statement?.version ?? 1, (had === null ? statement?.version : before.get(id)) ?? 1),
  );
  return chainsSince(
    scope,
    organisations.map((one) => one.id),
    since,
  );
}

/** All statements of these organisations. */
export function statementsOf(scope: Reader, ids: readonly string[]): Promise<SignedOrganisation[][]> {
  return chainsSince(
    scope,
    ids,
    ids.map(() => 1),
  );
}

async function chainsSince(
  scope: Reader,
  ids: readonly string[],
  since: readonly number[],
): Promise<SignedOrganisation[][]> {
  const { rows } = await sql<{
    organisation: string;
    signed: string;
  }>`select organisation, signed from organisation_statements(${[...ids]}::uuid[], ${[...since]}::integer[])`.execute(
    scope,
  );
  const chains = new Map<string, SignedOrganisation[]>();
  for (const { organisation, signed } of rows) {
    const chain = chains.get(organisation) ?? [];
    chain.push(JSON.parse(signed) as SignedOrganisation);
    chains.set(organisation, chain);
  }
  return [...chains.values()];
}

/** The newest statement of the transaction's organisation. */
export async function lastStatement(scope: Scope, organisation: string): Promise<SignedOrganisation | null> {
  const row = await scope
    .selectFrom("organisation_statement")
    .select("signed")
    .where("organisation", "=", organisation)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.signed) as SignedOrganisation);
}

/** @throws 23505 where there is one of this version already */
export async function addStatement(scope: Scope, signed: Signed<OrganisationStatement>, at: Date): Promise<void> {
  const { statement } = signed;
  await scope
    .insertInto("organisation_statement")
    .values({
      organisation: statement.organisation,
      version: statement.version,
      hash: await statementHash(statement),
      signed: canonicalText(signed),
      published_at: at,
    })
    .execute();
}
