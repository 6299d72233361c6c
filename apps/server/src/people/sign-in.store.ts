import type { Kdf } from "@threshold/contract";
import { sql } from "kysely";
import type { House } from "../house.ts";

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

/** Seconds until this account may be tried again; null where it may now. Accounts that do not exist are counted alike. */
export async function waitFor(house: House, account: Buffer): Promise<number | null> {
  const now = house.clock().getTime();
  const since = new Date(now - tries.within);
  const { rows } = await sql<{
    tries: number;
    oldest: Date | null;
  }>`select * from count_tries(${account}, ${since})`.execute(house.db);
  const found = rows[0];
  if (!found?.oldest || found.tries < tries.most) return null;
  return Math.max(1, Math.ceil((found.oldest.getTime() + tries.within - now) / 1000));
}

export async function addTry(house: House, account: Buffer): Promise<void> {
  const now = house.clock();
  await sql`select add_try(${account}, ${now}, ${new Date(now.getTime() - tries.within)})`.execute(house.db);
}

export async function forgetTries(house: House, account: Buffer): Promise<void> {
  await sql`select forget_tries(${account})`.execute(house.db);
}
