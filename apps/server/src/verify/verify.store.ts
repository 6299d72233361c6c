import type { Connection } from "../database/connect.ts";

/** One arrival as kept, with everything that must fit together. */
export interface ArrivalRow {
  readonly n: number;
  readonly entry: string;
  readonly entry_hash: string;
  readonly previous: string;
  readonly hash: string;
  readonly signature: string;
  readonly at: string;
  /** Null where the entry's row is gone. */
  readonly envelope: string | null;
  readonly entry_signature: string | null;
  readonly verify_key: string | null;
  readonly received_at: Date | null;
  readonly id: string | null;
  readonly parts: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly bytes: string | null;
    readonly erased: boolean;
  }[];
}

const step = 200;

/** All arrivals in order of the log, a few at a time. */
export async function* readArrivals(client: Connection): AsyncGenerator<ArrivalRow> {
  for (let after = 0; ; ) {
    const { rows } = await client.query<ArrivalRow>(
      `select r.n, r.entry, r.entry_hash, r.previous, r.hash, r.signature, r.at, e.id, e.envelope, e.signature as entry_signature,
              e.verify_key, e.received_at,
              coalesce((select json_agg(json_build_object('name', p.name, 'sha256', p.sha256, 'bytes', encode(p.bytes, 'base64'),
                                                          'erased', p.erased_at is not null))
                        from sealed_part p where p.entry = r.entry), '[]'::json) as parts
       from receipt r left join entry e on e.id = r.entry where r.n > $1 order by r.n limit ${step}`,
      [after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.n;
  }
}

/** Rows that no receipt speaks of: an entry put in past the log. */
export async function findUnreceipted(client: Connection): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    "select e.id from entry e where not exists (select from receipt r where r.entry = e.id) order by e.id limit 1",
  );
  return rows[0]?.id ?? null;
}

/** What the referral rows say at most: a log whose end was cut off has cases whose first entry is gone. */
export async function findHeadless(client: Connection): Promise<string | null> {
  const { rows } = await client.query<{ entry: string }>(
    "select f.entry from referral f where not exists (select from receipt r where r.entry = f.entry) order by f.entry limit 1",
  );
  return rows[0]?.entry ?? null;
}

/** The end of the log; null where nothing arrived yet. */
export async function lastReceipt(client: Connection): Promise<{ hash: string; signature: string } | null> {
  const { rows } = await client.query<{ hash: string; signature: string }>(
    "select hash, signature from receipt order by n desc limit 1",
  );
  return rows[0] ?? null;
}
