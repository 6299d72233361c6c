import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { prepareJobs } from "../../src/database/boss.ts";
import { connect, openDatabase, type Source } from "../../src/database/connect.ts";
import { makeDatabase } from "../../src/database/create.ts";
import { migrate } from "../../src/database/migrate.ts";
import type { Listed } from "../../src/docs/docs.routes.ts";
import type { House } from "../../src/house.ts";
import type { Line } from "../../src/http/log.ts";
import type { App } from "../../src/http/schemas.ts";
import { noJobs } from "../../src/jobs/jobs.ts";
import { openJobs, type RunningJobs } from "../../src/jobs/run.ts";
import { openKeys } from "../../src/keys.ts";
import { openLive } from "../../src/live/live.ts";
import { buildServer } from "../../src/server.ts";
import type { Provider } from "../../src/sign-in/provider.ts";
import { openTelling, type TellingOptions } from "../../src/telling/open.ts";
import { openRoot } from "../../src/trust/root.ts";

/** Where a PostgreSQL listens; `cluster.setup.ts` provides one for tests. `folder` is where keys may be kept. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly folder: string;
}

/** A server over a database of its own, on a port of its own, with a clock that can be moved. */
export interface TestSite {
  readonly source: Extract<Source, { database: string }>;
  readonly house: House;
  readonly app: App;
  readonly routes: readonly Listed[];
  /** Null where nothing is put down for later. */
  readonly jobs: RunningJobs | null;
  readonly address: string;
  /** What was logged so far. */
  readonly log: Line[];
  /** Moves the server's clock on, minutes. */
  later(minutes: number): void;
  /** One statement as the cluster's superuser, past every policy: for looking and for breaking things. */
  root(statement: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function openSite(
  place: Place,
  options: {
    readonly web?: string;
    readonly database?: string;
    readonly providers?: readonly Provider[];
    readonly telling?: Partial<TellingOptions>;
    /** True: what is to be done at a time is put down as jobs; `jobs.start` does them. */
    readonly jobs?: boolean;
  } = {},
): Promise<TestSite> {
  const { folder, ...address } = place;
  const database = options.database ?? `test_${randomUUID().replaceAll("-", "")}`;
  const source = { address, database };
  await makeDatabase(source);
  await migrate(source);
  const db = openDatabase(source, 8);
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const keyFile = join(folder, "test-keys", `${database}.json`);
  if (options.jobs === true) await prepareJobs(source);
  const jobs = options.jobs === true ? openJobs({ db, clock }) : null;
  const live = openLive({ source, db, clock });
  const house: House = {
    db,
    clock,
    live,
    keys: await openKeys(keyFile),
    root: await openRoot(join(folder, "test-keys", `${database}-root.json`)),
    emergency: [{ id: "emergency", phone: "112" }],
    telling: await openTelling({ keyFile, ...options.telling }, jobs ?? noJobs),
    ...(options.providers === undefined ? {} : { providers: options.providers }),
    demo: false,
  };
  const log: Line[] = [];
  const { app, routes } = await buildServer({ house, log: (line) => log.push(line), web: options.web ?? null });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    source,
    house,
    app,
    routes,
    jobs,
    address: url,
    log,
    later: (minutes) => {
      ahead += minutes * 60_000;
    },
    root: async (statement, values = []) => {
      const client = await connect(source, "root");
      try {
        return (await client.query(statement, values)).rows;
      } finally {
        await client.end();
      }
    },
    close: async () => {
      await app.close();
      await jobs?.stop();
      await live.stop();
      await db.destroy();
    },
  };
}
