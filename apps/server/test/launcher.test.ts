import { spawn } from "node:child_process";
import { chmod, cp, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { accountForPostgres, blockedAt, runAs } from "../src/database/account.ts";
import { findBinaries } from "../src/database/binaries.ts";
import { connect } from "../src/database/connect.ts";
import { type Cluster, launch } from "../src/database/launcher.ts";
import { reachableBinaries } from "../src/database/reach.ts";
import { postmasterLives, postmasterPid } from "../src/database/stale.ts";
import { removeLater, temporaryFolder } from "./support/folder.ts";

const bin = process.env.THRESHOLD_PG_BIN;
const holder = fileURLToPath(new URL("./support/holder.ts", import.meta.url));

const running: Cluster[] = [];
const start = async (data: string) => {
  const cluster = await launch({ data, bin });
  running.push(cluster);
  return cluster;
};
afterEach(async () => {
  for (const cluster of running.splice(0)) await cluster.stop();
  await removeLater();
});

async function ask(cluster: Cluster, question: string) {
  const client = await connect({ address: cluster.address, database: "postgres" }, "root");
  try {
    return (await client.query(question)).rows[0];
  } finally {
    await client.end();
  }
}
const until = async (holds: () => Promise<boolean>) => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("waited in vain");
};

describe("launcher", () => {
  it("starts on a socket only, in folders nobody else may enter, as somebody who is not root", async () => {
    const cluster = await start(await temporaryFolder());
    expect(cluster.started).toBe(true);
    expect((await ask(cluster, "show listen_addresses")).listen_addresses).toBe("");
    for (const folder of [cluster.folders.cluster, cluster.folders.socket])
      expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(cluster.folders.cluster)).uid).not.toBe(0);
  });

  it("is shared by processes; the last one out stops it, and the data stays", async () => {
    const data = await temporaryFolder();
    const first = await start(data);
    await ask(first, "create table public.kept as select 42 as n");
    const second = await launch({ data, bin });
    expect(second.started).toBe(false);
    await first.stop();
    expect((await ask(second, "select n from public.kept")).n).toBe(42);
    await second.stop();
    expect(await postmasterLives(second.folders.cluster)).toBe(false);
    const third = await start(data);
    expect(third.started).toBe(true);
    expect((await ask(third, "select n from public.kept")).n).toBe(42);
  });

  it("starts once when two begin at the same moment on an empty folder", async () => {
    const data = await temporaryFolder();
    const both = await Promise.all([start(data), start(data)]);
    expect(
      (await Promise.all(both.map((cluster) => ask(cluster, "select pg_postmaster_start_time()::text as at")))).map(
        (row) => row.at,
      ),
    ).toEqual([expect.any(String), expect.any(String)]);
    expect(await postmasterPid(both[0].folders.cluster)).toBe(await postmasterPid(both[1].folders.cluster));
  });

  it("joins the PostgreSQL that a killed parent left running", async () => {
    const data = await temporaryFolder();
    const parent = spawn(process.execPath, ["--import", "tsx", holder, data], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((ready) => parent.stdout.once("data", ready));
    parent.kill("SIGKILL");
    await new Promise((gone) => parent.once("exit", gone));
    const cluster = await start(data);
    expect(cluster.started).toBe(false);
    await cluster.stop();
    expect(await postmasterLives(cluster.folders.cluster)).toBe(false);
  });

  it("starts a killed postmaster again by itself, and what was committed is there", async () => {
    const cluster = await start(await temporaryFolder());
    await ask(cluster, "create table public.kept as select 7 as n");
    const pid = await postmasterPid(cluster.folders.cluster);
    process.kill(pid ?? 0, "SIGKILL");
    await until(() =>
      ask(cluster, "select n from public.kept").then(
        (row) => row.n === 7,
        () => false,
      ),
    );
    expect(await postmasterPid(cluster.folders.cluster)).not.toBe(pid);
  });

  it("is not fooled by a lock file whose process number belongs to somebody else", async () => {
    const data = await temporaryFolder();
    const first = await start(data);
    await first.stop();
    const lock = join(first.folders.cluster, "postmaster.pid");
    // This process is alive and is no PostgreSQL.
    await writeFile(lock, `${process.pid}\n${first.folders.cluster}\n0\n5432\n${first.folders.socket}\n\n\n`);
    await writeFile(join(first.folders.socket, ".s.PGSQL.5432.lock"), `${process.pid}\n`);
    expect((await start(data)).started).toBe(true);
    expect(await readFile(lock, "utf8")).not.toMatch(new RegExp(`^${process.pid}\n`));
  });

  it("uses a short socket folder where the path is too long", async () => {
    const data = join(await temporaryFolder(), "d".repeat(60), "e".repeat(60));
    const cluster = await start(data);
    expect(Buffer.byteLength(join(cluster.folders.socket, ".s.PGSQL.5432"))).toBeLessThanOrEqual(103);
    expect(cluster.folders.socket.startsWith(tmpdir())).toBe(true);
    expect((await ask(cluster, "select 1 as one")).one).toBe(1);
    await cluster.stop();
    await rm(cluster.folders.socket, { recursive: true });
  });

  it("names the first folder that its user may not enter", async () => {
    const closed = join(await temporaryFolder(), "closed");
    await mkdir(join(closed, "data"), { recursive: true });
    await chmod(closed, 0o700);
    const account = { name: "somebody", uid: 12345, gid: 12345, lent: true };
    expect(await blockedAt(account, join(closed, "data"))).toBe(closed);
    expect(await blockedAt({ ...account, lent: false }, join(closed, "data"))).toBeNull();
  });

  it.runIf(process.getuid?.() === 0)(
    "as root below a closed folder, keeps the data where PostgreSQL may go",
    async () => {
      const closed = join(await temporaryFolder(), "closed");
      await mkdir(join(closed, "data"), { recursive: true });
      await chmod(closed, 0o700);
      const shared = await temporaryFolder();
      process.env.THRESHOLD_SHARED = shared;
      try {
        for (let times = 0; times < 2; times += 1) {
          const cluster = await start(join(closed, "data"));
          expect(cluster.started).toBe(true);
          expect(cluster.folders.cluster.startsWith(shared)).toBe(true);
          expect((await ask(cluster, "select 1 as one")).one).toBe(1);
          await cluster.stop();
        }
        const binaries = await findBinaries(bin);
        const account = await accountForPostgres();
        await cp(dirname(binaries.folder), join(closed, "native"), { recursive: true, verbatimSymlinks: true });
        const copied = await reachableBinaries(account, { ...binaries, folder: join(closed, "native", "bin") });
        expect(copied.folder.startsWith(shared)).toBe(true);
        expect((await runAs(account, join(copied.folder, "postgres"), ["--version"])).code).toBe(0);
      } finally {
        delete process.env.THRESHOLD_SHARED;
      }
    },
  );

  it("says which version made the data", async () => {
    const data = await temporaryFolder();
    const cluster = await start(data);
    await cluster.stop();
    await writeFile(join(cluster.folders.cluster, "PG_VERSION"), "14\n");
    await expect(launch({ data, bin })).rejects.toThrow(/was made by PostgreSQL 14/);
  });
});
