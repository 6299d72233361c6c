import { execFile, spawn } from "node:child_process";
import { chown, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

/** The account PostgreSQL runs as. It refuses to run as root, so root lends it another one. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** True where it is not the account of this process. */
  readonly lent: boolean;
}

export async function accountForPostgres(): Promise<Account> {
  const uid = process.getuid?.() ?? -1;
  if (uid !== 0) return { name: "you", uid, gid: process.getgid?.() ?? -1, lent: false };
  for (const name of ["postgres", "nobody"]) {
    const ids = await idsOf(name);
    if (ids) return { name, ...ids, lent: true };
  }
  throw new Error("PostgreSQL does not run as root, and this machine has neither the user postgres nor nobody.");
}

async function idsOf(name: string): Promise<{ uid: number; gid: number } | null> {
  const ask = (flag: string) => promisify(execFile)("id", [flag, name]).then((out) => Number(out.stdout.trim()));
  try {
    return { uid: await ask("-u"), gid: await ask("-g") };
  } catch {
    return null;
  }
}

/** Gives a folder or file to the account; nothing to do where we are that account. */
export async function give(account: Account, path: string): Promise<void> {
  if (account.lent) await chown(path, account.uid, account.gid);
}

/**
 * The first folder on the way to `path` that the lent account may not enter (root's home, and what `mktemp -d` makes, have
 * mode 0700); null where the way is free.
 */
export async function blockedAt(account: Account, path: string): Promise<string | null> {
  if (!account.lent) return null;
  for (let folder = path; ; folder = dirname(folder)) {
    const found = await stat(folder);
    const passes =
      found.uid === account.uid
        ? found.mode & 0o100
        : found.gid === account.gid
          ? found.mode & 0o010
          : found.mode & 0o001;
    if (!passes) return folder;
    if (folder === dirname(folder)) return null;
  }
}

/** Runs one of PostgreSQL's programs to its end as the account. Output goes to the answer, never to the terminal. */
export function runAs(
  account: Account,
  program: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: "/",
      env: { LC_ALL: "C", TZ: "UTC", PATH: process.env.PATH ?? "/usr/bin:/bin" },
      stdio: ["ignore", "pipe", "pipe"],
      ...(account.lent ? { uid: account.uid, gid: account.gid } : {}),
    });
    let output = "";
    const add = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
    };
    child.stdout.on("data", add);
    child.stderr.on("data", add);
    child.on("error", reject);
    // "exit", not "close": the postmaster inherits the pipes and would keep them open for good.
    child.on("exit", (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code: code ?? -1, output });
    });
  });
}
