import { execFile } from "node:child_process";
import { readdir, readFile, readlink, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * Whether the process that `postmaster.pid` names is this cluster's live postmaster. After a crash or a restarted
 * container the number may belong to somebody else, or to a zombie that nobody collects; PostgreSQL would then refuse to start.
 */
export async function postmasterLives(cluster: string): Promise<boolean> {
  const pid = await postmasterPid(cluster);
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  if (process.platform !== "linux") return looksLikePostgres(pid);
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const state = status.slice(status.lastIndexOf(")") + 2, status.lastIndexOf(")") + 3);
  if (status === "" || state === "Z" || state === "X") return false;
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return folder === null ? looksLikePostgres(pid) : folder === cluster;
}

async function looksLikePostgres(pid: number): Promise<boolean> {
  const out = await promisify(execFile)("ps", ["-p", String(pid), "-o", "stat=,comm="]).catch(() => ({ stdout: "" }));
  return /postgres/.test(out.stdout) && !/^\s*Z/.test(out.stdout);
}

/** The postmaster's process id as written in its lock file; null where there is none. */
export async function postmasterPid(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Math.abs(Number.parseInt(text, 10));
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

/** True while children of a killed postmaster still run: removing its lock file then would let two write the same files. */
async function childrenRun(cluster: string): Promise<boolean> {
  if (process.platform !== "linux") return false;
  const folders = await Promise.all(
    (await readdir("/proc"))
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => null)),
  );
  return folders.includes(cluster);
}

/** Removes what a dead postmaster left: its lock file, its socket and the socket's lock. False where its children still run. */
export async function clearStale(cluster: string, socketFolder: string, port: number): Promise<boolean> {
  if (await childrenRun(cluster)) return false;
  const socket = join(socketFolder, `.s.PGSQL.${port}`);
  for (const path of [join(cluster, "postmaster.pid"), socket, `${socket}.lock`]) await rm(path, { force: true });
  return true;
}
