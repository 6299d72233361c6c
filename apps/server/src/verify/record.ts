import { beginning, recordHash, verifyRecord } from "@threshold/sealing";
import type { Connection } from "../database/connect.ts";
import type { Broken, Fault } from "./fault.ts";
import type { KeptHeads } from "./head.ts";
import { type RecordRow, readRecord } from "./record.store.ts";

/** Walks the record of what happened with keys and access, chained and signed like arrivals. @returns how many lines it has */
export async function walkRecord(client: Connection, serverKey: string, heads: KeptHeads): Promise<number | Broken> {
  let count = 0;
  let last = beginning;
  for await (const rows of readRecord(client)) {
    const faults = await Promise.all(
      rows.map((row, at) => faultOf(row, count + at + 1, rows[at - 1]?.hash ?? last, serverKey)),
    );
    const at = faults.findIndex((fault) => fault !== null);
    const [row, why] = [rows[at], faults[at]];
    if (row !== undefined && why != null) return { ok: false, in: "record", n: row.n, about: row.organisation, why };
    const broken = heads.check(rows);
    if (broken !== null) return broken;
    count += rows.length;
    last = rows.at(-1)?.hash ?? last;
  }
  return heads.finish(count) ?? count;
}

async function faultOf(row: RecordRow, n: number, previous: string, serverKey: string): Promise<Fault | null> {
  if (row.n !== n) return "record-missing";
  if (row.previous !== previous) return "record-order";
  if (row.hash !== (await recordHash(row))) return "record-changed";
  return (await verifyRecord(row.hash, row.signature, serverKey)) ? null : "record-signature";
}
