import { beginning, type LogEnd, type SignedHead, verifyHead } from "@threshold/sealing";
import { connect, type Source } from "../database/connect.ts";
import type { Clock } from "../database/scope.ts";
import type { ServerKeys } from "../keys.ts";
import { lastNetwork } from "./directory.store.ts";
import type { Broken, Fault, History } from "./fault.ts";
import { lastRecord } from "./record.store.ts";
import { lastReceipt } from "./verify.store.ts";

/** How far the logs reach now, signed; to be kept where this machine's owner cannot change it. */
export async function makeHead(source: Source, keys: ServerKeys, clock: Clock): Promise<SignedHead> {
  const client = await connect(source, "lookup");
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    return await keys.signHead({
      v: 1,
      at: `${clock().toISOString().slice(0, 19)}Z`,
      arrivals: endOf(await lastReceipt(client)),
      record: endOf(await lastRecord(client)),
      directory: endOf(await lastNetwork(client)),
    });
  } finally {
    await client.end();
  }
}

const endOf = (last: LogEnd | null): LogEnd => ({ n: last?.n ?? 0, hash: last?.hash ?? beginning });

/**
 * Heads that were kept, held against a log as it is walked. A log that grew since fits; one that was cut shorter, or put together
 * anew with the server's own key, does not.
 */
export class KeptHeads {
  private readonly history: History;
  private readonly ends: readonly LogEnd[];

  private constructor(history: History, heads: readonly SignedHead[]) {
    this.history = history;
    this.ends = heads.map(({ head }) => head[history]);
  }

  /** @returns the first head that this server did not sign, else what to hold against each log */
  static async read(
    heads: readonly SignedHead[],
    serverKey: string,
  ): Promise<Readonly<Record<History, KeptHeads>> | Broken> {
    for (const signed of heads) {
      if (!(await verifyHead(signed, serverKey)))
        return { ok: false, in: "arrivals", n: signed.head.arrivals.n, about: null, why: "head-signature" };
    }
    const of = (history: History) => new KeptHeads(history, heads);
    return { arrivals: of("arrivals"), record: of("record"), directory: of("directory") };
  }

  /** Rows of one step, in order. */
  check(rows: readonly LogEnd[]): Broken | null {
    const [first, last] = [rows[0]?.n ?? 0, rows.at(-1)?.n ?? -1];
    for (const { n, hash } of this.ends) {
      if (n < first || n > last) continue;
      if (rows.find((row) => row.n === n)?.hash !== hash) return this.fault(n, "head-differs");
    }
    return null;
  }

  /** After the walk: whether a head counts more than there is. @param n how many rows the log has */
  finish(n: number): Broken | null {
    const ahead = this.ends.find((end) => end.n > n);
    return ahead === undefined ? null : this.fault(ahead.n, "head-ahead");
  }

  private fault(n: number, why: Fault): Broken {
    return { ok: false, in: this.history, n, about: null, why };
  }
}
