import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

const bin = fileURLToPath(new URL("../../bin/threshold.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "threshold-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

export interface Run {
  readonly code: number | null;
  readonly out: string;
  /** What was printed to stderr, line by line. */
  readonly errors: readonly string[];
}

/** Runs the real command in a process of its own, in a folder of its own. */
export function threshold(args: readonly string[], input?: string | Uint8Array): Run {
  const done = spawnSync(process.execPath, [bin, ...args], { cwd: folder, input: input ?? "", encoding: "utf8" });
  if (done.error) throw done.error;
  return { code: done.status, out: done.stdout, errors: done.stderr.split("\n").filter((line) => line !== "") };
}

/** Writes a file of cases and returns its path. */
export function file(name: string, content: string | Uint8Array | object): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content));
  return path;
}
