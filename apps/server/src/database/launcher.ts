import { access, appendFile, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Account, accountForPostgres, give, runAs } from "./account.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { type Address, holdShared, type Presence } from "./connect.ts";
import { type Folders, makeFolders, port } from "./folders.ts";
import { reachableBinaries } from "./reach.ts";
import { clearStale, postmasterLives } from "./stale.ts";

/** A PostgreSQL of our own: one server process on a Unix socket, its data in a folder. */
export interface Cluster {
  readonly address: Address;
  /** False where another process had started it already. */
  readonly started: boolean;
  readonly folders: Folders;
  /** Leaves; the last process out stops PostgreSQL. */
  stop(): Promise<void>;
}

const superuser = "threshold_root";

/**
 * Starts PostgreSQL in `data`, or joins the one that runs there.
 * Throws a sentence for people where folders, rights or versions do not allow it.
 */
export async function launch(options: { data: string; bin?: string | undefined }): Promise<Cluster> {
  const account = await accountForPostgres();
  const binaries = await reachableBinaries(account, await findBinaries(options.bin));
  const folders = await makeFolders(options.data, account);
  if (!(await exists(join(folders.cluster, "PG_VERSION")))) await initialise(binaries, account, folders);
  await checkVersion(binaries, folders);
  const address: Address = { host: folders.socket, port, user: superuser };

  let leaving = false;
  let presence: Presence;
  let back: Promise<void> = Promise.resolve();
  // PostgreSQL killed under us is started again; until it answers, requests get the "unavailable" problem.
  const comeBack = async () => {
    while (!leaving) {
      try {
        ({ presence } = await joinOrStart(binaries, account, folders, address, lost));
        return;
      } catch {
        await wait(500);
      }
    }
  };
  const lost = () => {
    if (!leaving) back = comeBack();
  };
  const first = await joinOrStart(binaries, account, folders, address, lost);
  presence = first.presence;
  return {
    address,
    started: first.started,
    folders,
    stop: async () => {
      if (leaving) return;
      leaving = true;
      await back;
      if (await presence.lastOut()) await runAs(account, join(binaries.folder, "pg_ctl"), stopping(folders));
      await presence.leave();
    },
  };
}

const stopping = (folders: Folders) => ["stop", "-D", folders.cluster, "-m", "fast", "-w", "-t", "30"];

/** Connects and takes the shared lock, starting PostgreSQL where none answers. */
async function joinOrStart(
  binaries: Binaries,
  account: Account,
  folders: Folders,
  address: Address,
  lost: () => void,
): Promise<{ presence: Presence; started: boolean }> {
  let started = false;
  let told = "";
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const presence = await holdShared(address, lost).catch((error: Error) => {
      told ||= error.message;
      return null;
    });
    if (presence) return { presence, started };
    if (await postmasterLives(folders.cluster)) {
      await wait(250); // starting up, recovering, or being stopped by the last process that left
      continue;
    }
    if (!(await clearStale(folders.cluster, folders.socket, port))) {
      await wait(250);
      continue;
    }
    const start = await runAs(account, join(binaries.folder, "pg_ctl"), starting(folders));
    started = start.code === 0;
    if (!started) {
      // Either another process starts it at this moment, or children of a killed postmaster still end.
      told = `${start.output.trim()}\n${(await readFile(folders.log, "utf8").catch(() => "")).slice(-1500)}`;
      await wait(250);
    }
  }
  throw new Error(`PostgreSQL does not start in ${folders.cluster}:\n${told}`);
}

const starting = (folders: Folders) => [
  "start",
  "-D",
  folders.cluster,
  "-w",
  "-t",
  "60",
  "-l",
  folders.log,
  "-s",
  "-o",
  `-k "${folders.socket}"`,
];

/** initdb in a temporary folder, then one rename: an interrupted first start leaves nothing half made. */
async function initialise(binaries: Binaries, account: Account, folders: Folders): Promise<void> {
  const fresh = await mkdtemp(`${folders.cluster}.new-`);
  await give(account, fresh);
  const made = await runAs(account, join(binaries.folder, "initdb"), [
    ...[
      "-D",
      fresh,
      "-U",
      superuser,
      "-E",
      "UTF8",
      "--locale=C",
      "--auth=trust",
      "--no-instructions",
      "--data-checksums",
    ],
  ]);
  if (made.code !== 0) {
    await rm(fresh, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not make its data folder:\n${made.output.trim()}`);
  }
  // Only the socket, and the socket's folder lets nobody else in. Statements and their values are never logged.
  await appendFile(
    join(fresh, "postgresql.conf"),
    [
      "",
      "listen_addresses = ''",
      `port = ${port}`,
      "unix_socket_permissions = 0700",
      "max_connections = 100",
      "log_min_messages = fatal",
      "log_min_error_statement = panic",
      "log_statement = 'none'",
      "log_min_duration_statement = -1",
      "log_error_verbosity = terse",
      "timezone = 'UTC'",
      "",
    ].join("\n"),
  );
  await writeFile(join(fresh, "pg_hba.conf"), "local all all trust\n");
  await rename(fresh, folders.cluster).catch(async (error: NodeJS.ErrnoException) => {
    await rm(fresh, { recursive: true, force: true });
    // Another process was quicker: its folder is as good as ours.
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
}

async function checkVersion(binaries: Binaries, folders: Folders): Promise<void> {
  const made = Number((await readFile(join(folders.cluster, "PG_VERSION"), "utf8")).trim());
  if (made !== binaries.major) {
    throw new Error(
      `The data in ${folders.cluster} was made by PostgreSQL ${made}, but ${binaries.folder} holds version ${binaries.major}. Name the right one in THRESHOLD_PG_BIN.`,
    );
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
