import type { Kdf, NewPassphrase } from "@threshold/contract";
import { sql } from "kysely";
import type { Scope } from "../database/scope.ts";
import type { House } from "../house.ts";
import { hashOf } from "../people/secrets.ts";

export interface Account {
  readonly id: string;
  readonly organisation: string;
  readonly kdf: Kdf;
  readonly proof_hash: Buffer;
}

/** The account with this sign-in name, capitals or not. */
export async function findAccount(house: House, handle: string): Promise<Account | null> {
  const { rows } = await sql<Account>`select * from find_account(${handleKey(handle)})`.execute(house.db);
  return rows[0] ?? null;
}

export const handleKey = (handle: string): string => handle.normalize("NFKC").toLowerCase();

const minute = 60_000;
const tries = { most: 10, within: 15 * minute } as const;

/** Wrong tries on an account in the last quarter of an hour, and when the first of them was. */
export async function countTries(house: House, account: Buffer): Promise<{ tries: number; oldest: Date | null }> {
  const since = new Date(house.clock().getTime() - tries.within);
  const { rows } = await sql<{
    tries: number;
    oldest: Date | null;
  }>`select * from count_tries(${account}, ${since})`.execute(house.db);
  return rows[0] ?? { tries: 0, oldest: null };
}

/** Seconds until this account may be tried again; null where it may now. Accounts that do not exist are counted alike. */
export async function waitFor(house: House, account: Buffer, most: number = tries.most): Promise<number | null> {
  const found = await countTries(house, account);
  if (found.oldest === null || found.tries < most) return null;
  return Math.max(1, Math.ceil((found.oldest.getTime() + tries.within - house.clock().getTime()) / 1000));
}

/**
 * Counts a try before the passphrase is looked at: many tries at one moment are as many. A right one is forgotten afterwards.
 * @returns seconds until this account may be tried again; null where this try may go on
 */
export async function beginTry(house: House, account: Buffer, most: number = tries.most): Promise<number | null> {
  await addTry(house, account);
  return (await countTries(house, account)).tries > most ? waitFor(house, account, most) : null;
}

export async function addTry(house: House, account: Buffer): Promise<void> {
  const now = house.clock();
  await sql`select add_try(${account}, ${now}, ${new Date(now.getTime() - tries.within)})`.execute(house.db);
}

export async function forgetTries(house: House, account: Buffer): Promise<void> {
  await sql`select forget_tries(${account})`.execute(house.db);
}

/** Puts a new passphrase's keys in the place of the old, in the caller's transaction. */
export async function putKeys(scope: Scope, member: string, keys: NewPassphrase["keys"]): Promise<void> {
  await scope
    .updateTable("member")
    .set({ kdf: JSON.stringify(keys.kdf), proof_hash: await hashOf(keys.proof), bundle: keys.bundle })
    .where("id", "=", member)
    .execute();
}

export async function proofOf(scope: Scope, member: string): Promise<{ proof_hash: Buffer; handle: string }> {
  return scope.selectFrom("member").select(["proof_hash", "handle"]).where("id", "=", member).executeTakeFirstOrThrow();
}
