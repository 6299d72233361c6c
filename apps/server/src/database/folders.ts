import { chmod, lstat, mkdir, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256Hex } from "@threshold/sealing";
import { type Account, give } from "./account.ts";
import { reachableData } from "./reach.ts";

export const port = 5432;

/** A Unix socket's path may have 103 bytes on every system we run on. */
const longest = 103;

export interface Folders {
  /** PostgreSQL's own data. */
  readonly cluster: string;
  /** Where its socket stands; only its account may enter. */
  readonly socket: string;
  readonly log: string;
}

/** Makes the folders under `data`, owned by the account, mode 0700. A long path gets a short socket folder elsewhere. */
export async function makeFolders(data: string, account: Account): Promise<Folders> {
  await mkdir(data, { recursive: true });
  const root = await reachableData(account, await realpath(data));
  const near = join(root, "run");
  const fits = Buffer.byteLength(join(near, `.s.PGSQL.${port}`)) <= longest;
  const short = join(await realpath(tmpdir()), `threshold-${(await sha256Hex(Buffer.from(root))).slice(0, 12)}`);
  const socket = fits ? near : short;
  await own(socket, account);
  return { cluster: join(root, "postgres"), socket, log: join(socket, "postgres.log") };
}

/** Makes `path` ours alone. In a temporary folder that all may write to, somebody else could have made it first. */
async function own(path: string, account: Account): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  const found = await lstat(path);
  if (!found.isDirectory() || ![account.uid, process.getuid?.()].includes(found.uid)) {
    throw new Error(`${path} belongs to somebody else. Remove it, then start again.`);
  }
  await chmod(path, 0o700);
  await give(account, path);
}
