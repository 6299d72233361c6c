import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Directory } from "@threshold/contract";
import { prepareJobs } from "./database/boss.ts";
import { openDatabase, type Source } from "./database/connect.ts";
import { makeDatabase } from "./database/create.ts";
import { type Cluster, launch } from "./database/launcher.ts";
import { migrate } from "./database/migrate.ts";
import type { Clock } from "./database/scope.ts";
import { type DemoGuide, openDemo } from "./demo/open.ts";
import { listServices } from "./directory/directory.store.ts";
import type { House } from "./house.ts";
import { type Log, logToOutput } from "./http/log.ts";
import type { App } from "./http/schemas.ts";
import { openJobs } from "./jobs/run.ts";
import { keepSweeping } from "./jobs/sweep.ts";
import { openKeys } from "./keys.ts";
import { openLive } from "./live/live.ts";
import { type Issued, issueSetupCode } from "./people/codes.store.ts";
import { buildServer } from "./server.ts";
import { readProviders } from "./sign-in/provider.ts";
import { openTelling } from "./telling/open.ts";
import { keepSigning } from "./trust/keep-signing.ts";
import { signNetwork } from "./trust/network.ts";
import { offlineRoot, openRoot } from "./trust/root.ts";
import { keysFit } from "./verify/keys-fit.ts";

export type { Source } from "./database/connect.ts";
export { openKeys, type ServerKeys } from "./keys.ts";
export { draftForRoot, type RootDraft, rootFile, takeFromRoot } from "./trust/offline.ts";
export { makeRootFile, readRootFile } from "./trust/root.ts";
export { makeHead } from "./verify/head.ts";
export { type Broken, type Verified, verifyLog } from "./verify/verify.ts";

export interface SiteOptions {
  /** Folder for PostgreSQL's data and the server's keys. */
  readonly data: string;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly demo: boolean;
  /** A PostgreSQL of your own instead of the embedded one. */
  readonly databaseUrl?: string | undefined;
  readonly keyFile?: string | undefined;
  readonly pgBin?: string | undefined;
  /** Verify key of a root that is not on this machine; without it, the root lies beside the server's keys. */
  readonly root?: string | undefined;
  /** File with the agencies' own sign-ins (OpenID Connect); none where left out. */
  readonly providers?: string | undefined;
  readonly log?: Log;
  readonly clock?: Clock;
  /** Milliseconds between two sweeps for referrals whose time has passed. */
  readonly sweepEvery?: number;
  /** Country whose numbers hold; the one the knowledge was built for where it is left out. */
  readonly country?: string | undefined;
  /** Where mail is handed in, `smtps://user:password@host`; none is sent where it is left out. */
  readonly smtp?: string | undefined;
  /** The address that mail comes from. */
  readonly mailFrom?: string | undefined;
  /** Where the site is reached from outside, for mail. */
  readonly address?: string | undefined;
  /** For tests alone: push services on this machine. */
  readonly pushAnywhere?: boolean;
  /** Folder of the built web app. */
  readonly web?: string;
}

/** A running site. */
export interface Site {
  /** Such as http://127.0.0.1:4040. */
  readonly address: string;
  readonly app: App;
  readonly house: House;
  /** Where PostgreSQL keeps its data; null for a server of your own. */
  readonly cluster: string | null;
  readonly guide: DemoGuide | null;
  /** The code that makes the first organisation, where there is none yet. */
  readonly setup: Issued | null;
  /** Lets requests end, then closes everything; the last process out stops PostgreSQL. */
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Starts all of it: PostgreSQL, schema, keys, demo, HTTP. What began is undone where a later step fails. */
export async function startSite(options: SiteOptions): Promise<Site> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { source, cluster } = await openSource(options);
    if (cluster) undo.push(() => cluster.stop());
    await migrate(source);
    await prepareJobs(source);
    const db = openDatabase(source);
    undo.push(() => db.destroy());
    const log = options.log ?? logToOutput;
    const keyFile = options.keyFile ?? join(resolve(options.data), "keys", "server.json");
    const keys = await openKeys(keyFile);
    if (!(await keysFit(source, keys.verifyKey)))
      throw new Error(
        `The log in this database was signed with other keys than those in ${keyFile}. Put the right file there, or name it in THRESHOLD_KEY_FILE.`,
      );
    const clock = options.clock ?? (() => new Date());
    const jobs = openJobs({ db, clock });
    const bare: House = {
      db,
      clock,
      keys,
      root:
        options.root === undefined
          ? await openRoot(join(dirname(keyFile), "root.json"))
          : await offlineRoot(options.root),
      emergency: await readEmergency(options.country),
      providers: await readProviders(options.providers),
      telling: await openTelling({ ...options, keyFile }, jobs),
      demo: false,
    };
    const guide = options.demo ? await openDemo(bare) : null;
    const live = openLive({ source, db, clock: bare.clock });
    undo.push(() => live.stop());
    const house: House = { ...bare, live, demo: (await listServices(db, true)).some((service) => service.invented) };
    await signNetwork(house);
    const setup = await issueSetupCode(house);
    const sweeping = keepSweeping(house, log, options.sweepEvery ?? 15_000);
    undo.push(() => sweeping.stop());
    const signing = keepSigning(house, log);
    undo.push(() => signing.stop());
    await jobs.start(house, log);
    undo.push(() => jobs.stop());
    const { app } = await buildServer({ house, log, web: options.web ?? join(root, "apps/web/dist") });
    undo.push(() => app.close());
    const address = await app.listen({ host: options.host, port: options.port });
    return { address, app, house, cluster: cluster?.folders.cluster ?? null, guide, setup, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The database of these options, started where it is our own. */
export async function openSource(
  options: Pick<SiteOptions, "data" | "databaseUrl" | "pgBin">,
): Promise<{ source: Source; cluster: Cluster | null }> {
  if (options.databaseUrl !== undefined) return { source: { url: options.databaseUrl }, cluster: null };
  const cluster = await launch({ data: resolve(options.data), bin: options.pgBin });
  const source: Source = { address: cluster.address, database: "threshold" };
  try {
    await makeDatabase(source);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return { source, cluster };
}

async function readEmergency(country?: string): Promise<Directory["emergency"]> {
  const file = join(root, "knowledge/dist", country === undefined ? "" : `countries/${country}`, "country.json");
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(`${file} is missing. Run: npm run knowledge`);
  });
  const { emergency }: { emergency: Directory["emergency"] } = JSON.parse(text);
  return emergency;
}
