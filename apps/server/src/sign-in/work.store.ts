import { sql } from "kysely";
import type { House } from "../house.ts";
import { hashOf } from "../people/secrets.ts";

/** True where this work was not handed in before. @param until seconds since 1970: afterwards it is too old in any case */
export async function spendWork(house: House, stamp: string, until: number): Promise<boolean> {
  const mark = await hashOf(stamp);
  const { rows } = await sql<{
    fresh: boolean;
  }>`select spend_work(${mark}, ${new Date(until * 1000)}, ${house.clock()}) as fresh`.execute(house.db);
  return rows[0]?.fresh === true;
}
