import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A port nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** Where the folder of a first start is named, for `Site.open` to copy. */
export const template = "THRESHOLD_E2E_TEMPLATE";

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "threshold-e2e-"));
  chmodSync(folder, 0o755);
  return folder;
}

/** Threshold as people run it: the command line's own process on its embedded database, with the invented network. */
export class Site {
  readonly port: number;
  readonly folder: string;
  log = "";
  private process: ChildProcess | null = null;
  private readonly env: Readonly<Record<string, string>>;

  constructor(port: number, folder: string, env: Readonly<Record<string, string>> = {}) {
    this.port = port;
    this.folder = folder;
    this.env = env;
  }

  /**
   * With its demo network, as a copy of the one that was made before the first file of tests: making it anew each time is half a minute of
   * a busy machine. `env` may name another build of the web app (`THRESHOLD_WEB`) and the country it is for.
   */
  static async open(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Site> {
    const site = new Site(await freePort(), newFolder(), env);
    const made = process.env[template];
    // `-a`: the embedded database refuses a folder of another owner.
    if (made !== undefined && args.length === 0 && env.THRESHOLD_COUNTRY === undefined)
      execFileSync("cp", ["-a", `${made}/.`, site.folder]);
    await site.start(args);
    return site;
  }

  get url(): string {
    // `localhost`, since browsers give keys and offline work only to it and to HTTPS.
    return `http://localhost:${this.port}`;
  }

  async start(args: readonly string[] = []): Promise<void> {
    const child = spawn(
      process.execPath,
      [join(root, "apps/cli/bin/threshold.js"), "start", "--port", String(this.port), "--data", this.folder, ...args],
      { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...this.env } },
    );
    this.process = child;
    const keep = (chunk: Buffer) => {
      this.log += chunk.toString("utf8");
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    for (let tries = 0; tries < 300; tries += 1) {
      if (child.exitCode !== null) throw new Error(`the server stopped at once:\n${this.log}`);
      const ready = await fetch(`${this.url}/api/health/ready`).catch(() => null);
      if (ready?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`the server was not ready in a minute:\n${this.log}`);
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.process;
    if (child === null) return;
    this.process = null;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
