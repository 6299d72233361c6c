import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const bin = fileURLToPath(new URL("../../bin/threshold.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** The real command in a process of its own, that goes on until it is stopped. */
export interface Running {
  readonly child: ChildProcess;
  /** The first match in what it printed, waited for; throws where it ends before. */
  find(pattern: RegExp): Promise<string>;
  end(): Promise<Ended>;
}

export function run(...args: string[]): Running {
  const { DATABASE_URL: _none, ...env } = process.env;
  const child = spawn(process.execPath, [bin, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let [out, errors] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = once(child, "close");
  return {
    child,
    find: async (pattern) => {
      for (let tries = 0; tries < 1200; tries += 1) {
        const found = pattern.exec(out)?.[1];
        if (found !== undefined) return found;
        if (child.exitCode !== null) break;
        await wait(50);
      }
      throw new Error(`not found: ${pattern}\n${out}\n${errors}`);
    },
    end: async () => {
      await ended;
      return { code: child.exitCode, out, errors };
    },
  };
}

/** A new folder that PostgreSQL's user may pass through, and how to remove it. */
export function dataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "threshold-cli-data-"));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}
