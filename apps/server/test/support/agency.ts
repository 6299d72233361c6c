import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { appendFile, chown, mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { accountForPostgres, give, runAs } from "../../src/database/account.ts";
import { findBinaries } from "../../src/database/binaries.ts";
import { connect } from "../../src/database/connect.ts";
import { reachableBinaries } from "../../src/database/reach.ts";
import { temporaryFolder } from "./folder.ts";

/** Folders of PostgreSQL's programs to try: the package's own (undefined), and Debian's where it is installed. */
export const versions: readonly (readonly [name: string, bin: string | undefined])[] = [
  ["of the package", undefined],
  ...["/usr/lib/postgresql/15/bin"].filter(existsSync).map((bin) => ["15", bin] as const),
];

/** A PostgreSQL as an agency runs it: over TCP, with passwords, none of our files near it. */
export interface Agency {
  readonly major: number;
  /** The address for a user of `addUser` and a database. */
  url(user: string, database: string): string;
  /** Statements as the administrator, past every policy. */
  root(database: string, statement: string): Promise<Record<string, unknown>[]>;
  /** A user who signs in with a password and has these rights, such as "createrole". */
  addUser(user: string, rights: string): Promise<void>;
  stop(): Promise<void>;
}

export async function openAgency(bin: string | undefined): Promise<Agency> {
  const account = await accountForPostgres();
  const { folder: programs, major } = await reachableBinaries(account, await findBinaries(bin));
  const home = join(await temporaryFolder(), "agency");
  await mkdir(home, { mode: 0o700 });
  await give(account, home);
  const [data, secret, log] = [join(home, "data"), join(home, "secret"), join(home, "log")];
  const password = randomBytes(12).toString("hex");
  await writeFile(secret, password, { mode: 0o600 });
  if (account.lent) await chown(secret, account.uid, account.gid);
  const must = async (program: string, args: string[]) => {
    const { code, output } = await runAs(account, join(programs, program), args);
    if (code !== 0) throw new Error(`${program}: ${output}`);
  };
  await must("initdb", ["-D", data, "-U", "administrator", "-A", "scram-sha-256", `--pwfile=${secret}`, "-E", "UTF8"]);
  const port = await freePort();
  await appendFile(
    join(data, "postgresql.conf"),
    `\nlisten_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = ''\nfsync = off\n`,
  );
  await must("pg_ctl", ["start", "-D", data, "-w", "-s", "-l", log]);
  const url = (user: string, database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const root = async (database: string, statement: string) => {
    const client = await connect({ url: url("administrator", database) }, "root");
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    major,
    url,
    root,
    addUser: async (user, rights) => {
      await root("postgres", `create role ${user} login password '${password}' ${rights}`);
    },
    stop: async () => {
      await must("pg_ctl", ["stop", "-D", data, "-m", "fast", "-w"]);
      await rm(home, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
