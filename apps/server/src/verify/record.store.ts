import type { RecordFacts } from "@threshold/sealing";
import type { Connection } from "../database/connect.ts";

export interface RecordRow extends RecordFacts {
  readonly hash: string;
  readonly signature: string;
}

const step = 500;

/** Every line of the record in order, one step after the other. */
export async function* readRecord(client: Connection): AsyncGenerator<readonly RecordRow[]> {
  for (let after = 0; ; ) {
    const { rows } = await client.query<RecordRow>(
      `select n, organisation, kind, by, about, detail, at, previous, hash, signature from record where n > $1 order by n limit ${step}`,
      [after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.n;
  }
}

/** The end of the record; null where nothing was recorded yet. */
export async function lastRecord(client: Connection): Promise<{ readonly n: number; readonly hash: string } | null> {
  const { rows } = await client.query<{ n: number; hash: string }>(
    "select n, hash from record order by n desc limit 1",
  );
  return rows[0] ?? null;
}
