import { join, resolve } from "node:path";
import {
  checkTrust,
  type NetworkContent,
  type NetworkStatement,
  type OrganisationStatement,
  type Signed,
  statementHash,
} from "@threshold/sealing/trust";
import { openDatabase, type Source } from "../database/connect.ts";
import { migrate } from "../database/migrate.ts";
import type { ServerKeys } from "../keys.ts";
import { draftNetwork } from "./network.ts";
import { offlineRoot } from "./root.ts";
import { addNetwork, chainsOf, listMembers, lockNetwork, readNetwork, statementsOf } from "./statements.store.ts";

/** What is carried to the machine with the root key: what to sign, and what shows that it follows from what was signed. */
export interface RootDraft {
  readonly v: 1;
  readonly content: NetworkContent;
  /** The root's newest statement; null before the first. */
  readonly last: Signed<NetworkStatement> | null;
  /** All statements of every organisation. */
  readonly organisations: readonly (readonly Signed<OrganisationStatement>[])[];
}
export type TakeProblem = "other-root" | "not-the-next" | "wrong";

/** What the root is to sign next, by this server's books. @param verifyKey of the offline root */
export async function draftForRoot(source: Source, keys: ServerKeys, verifyKey: string): Promise<RootDraft> {
  await migrate(source);
  const root = await offlineRoot(verifyKey);
  return withDatabase(source, async (db) => {
    const last = (await readNetwork(db))?.signed ?? null;
    const members = await listMembers(db);
    const content = draftNetwork({ root, keys }, last?.statement ?? null, members);
    const organisations = await statementsOf(
      db,
      members.map((one) => one.id),
    );
    return { v: 1, content, last, organisations };
  });
}

/** Takes what the root signed. Null where it is in force now; it is checked as a client checks it. */
export async function takeFromRoot(
  source: Source,
  verifyKey: string,
  signed: Signed<NetworkStatement>,
  now: Date,
): Promise<TakeProblem | null> {
  await migrate(source);
  const { network } = await offlineRoot(verifyKey);
  return withDatabase(source, (db) =>
    db.transaction().execute(async (scope) => {
      await lockNetwork(scope);
      const last = (await readNetwork(scope))?.signed.statement ?? null;
      if (signed.by !== verifyKey) return "other-root";
      if (signed.statement?.version !== (last?.version ?? 0) + 1) return "not-the-next";
      const hash = last === null ? null : await statementHash(last);
      const pin = { network, root: verifyKey, version: last?.version ?? 0, hash, organisations: {} };
      const organisations = await chainsOf(scope, signed.statement);
      const checked = await checkTrust(pin, { network: signed, since: [], organisations }, now);
      if (!checked.ok) return checked.why === "split" ? "not-the-next" : "wrong";
      await addNetwork(scope, signed);
      return null;
    }),
  );
}

async function withDatabase<T>(source: Source, work: (db: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> {
  const db = openDatabase(source);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Where a root key lies that was made on this machine. */
export const rootFile = (folder: string): string => join(resolve(folder), "root.json");
