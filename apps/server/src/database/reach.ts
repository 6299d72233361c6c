import { cp, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { sha256Hex } from "@threshold/sealing";
import { type Account, blockedAt } from "./account.ts";
import type { Binaries } from "./binaries.ts";

/** Where root keeps what PostgreSQL's account must reach, when the folder of the program is closed to it. */
const sharedPlace = () => process.env.THRESHOLD_SHARED ?? "/var/lib/threshold";

/** The folder PostgreSQL may use for `data`: the same one, or one of its own below the shared place where the way is blocked. */
export async function reachableData(account: Account, data: string): Promise<string> {
  const blocked = await blockedAt(account, data);
  if (blocked === null) return data;
  const other = join(await openShared(account, blocked), (await sha256Hex(Buffer.from(data))).slice(0, 12));
  await mkdir(other, { recursive: true, mode: 0o755 });
  return other;
}

/** The binaries, copied once to the shared place where the account may not reach those of the package. */
export async function reachableBinaries(account: Account, binaries: Binaries): Promise<Binaries> {
  const blocked = await blockedAt(account, binaries.folder);
  if (blocked === null) return binaries;
  const native = dirname(binaries.folder);
  const version = await readFile(join(dirname(native), "package.json"), "utf8").then(
    (text) => (JSON.parse(text) as { version: string }).version,
    () => String(binaries.major),
  );
  const home = await openShared(account, blocked);
  const copy = join(home, `postgresql-${version}`);
  const fresh = await mkdtemp(join(home, "new-"));
  try {
    await cp(native, join(fresh, "native"), { recursive: true, verbatimSymlinks: true });
    await rename(join(fresh, "native"), copy).catch((error: NodeJS.ErrnoException) => {
      // It is there from an earlier start.
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return { ...binaries, folder: join(copy, basename(binaries.folder)) };
}

async function openShared(account: Account, blocked: string): Promise<string> {
  const shared = sharedPlace();
  await mkdir(shared, { recursive: true, mode: 0o755 });
  const still = await blockedAt(account, shared);
  if (still !== null) {
    throw new Error(
      `PostgreSQL runs as the user "${account.name}", who may not enter ${blocked} nor ${still}. Name another folder with --data, or run: chmod o+x ${blocked}`,
    );
  }
  return shared;
}
