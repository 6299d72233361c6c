import type { Arrival } from "@threshold/casework";
import type { Connection } from "../database/connect.ts";
import { readEnvelope } from "./envelope.ts";

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
  /** What the columns beside the envelope say, which the server works by. */
  readonly case_id: string | null;
  readonly kind: string | null;
  readonly author: string | null;
  readonly seq: number | null;
  readonly sender_organisation: string | null;
  readonly sender_desk: string | null;
  readonly parts: readonly PartRow[];
}

export interface PartRow {
  readonly name: string;
  readonly sha256: string;
  /** Of the bytes as they lie there, worked out by the database: they never travel. Null where they were erased. */
  readonly found: string | null;
}

/** Rows of one step: what lies in memory at once, however long the log is. */
const step = 250;

/** All arrivals in order of the log, one step after the other. */
export async function* readArrivals(client: Connection): AsyncGenerator<readonly ArrivalRow[]> {
  for (let after = 0; ; ) {
    const { rows } = await client.query<ArrivalRow>({
      name: "arrivals",
      text: `select r.n, r.entry, r.entry_hash, r.previous, r.hash, r.signature, r.at, e.envelope, e.signature as entry_signature,
                    e.verify_key, e.received_at, e.case_id, e.kind, e.author, e.seq, e.sender_organisation, e.sender_desk,
                    coalesce((select json_agg(json_build_object('name', p.name, 'sha256', p.sha256, 'found', encode(sha256(p.bytes), 'hex')))
                              from sealed_part p where p.entry = r.entry), '[]'::json) as parts
             from receipt r left join entry e on e.id = r.entry where r.n > $1 order by r.n limit ${step}`,
      values: [after],
    });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.n;
  }
}

/** Where these entries stand: their place in the log and their case, by id. */
export async function placesOf(
  client: Connection,
  entries: readonly string[],
): Promise<ReadonlyMap<string, { readonly n: number; readonly case_id: string }>> {
  if (entries.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; n: number; case_id: string }>({
    name: "places",
    text: "select e.id, e.case_id, r.n from entry e join receipt r on r.entry = e.id where e.id = any($1::uuid[])",
    values: [entries],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** One case as the fold reads it. */
export async function caseArrivals(client: Connection, caseId: string): Promise<Arrival[]> {
  const { rows } = await client.query<{ envelope: string; received_at: Date }>(
    "select e.envelope, e.received_at from entry e join receipt r on r.entry = e.id where e.case_id = $1 order by r.n",
    [caseId],
  );
  return rows.flatMap((row) => {
    // What is none was put there by hand: the walk says so when it comes to it.
    const envelope = readEnvelope(row.envelope);
    return envelope === null ? [] : [{ envelope, receivedAt: row.received_at.toISOString() }];
  });
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

export interface LastReceipt {
  readonly n: number;
  readonly hash: string;
  readonly signature: string;
}
/** The end of the log; null where nothing arrived yet. */
export async function lastReceipt(client: Connection): Promise<LastReceipt | null> {
  const { rows } = await client.query<LastReceipt>("select n, hash, signature from receipt order by n desc limit 1");
  return rows[0] ?? null;
}
