import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const watch = pathToFileURL(fileURLToPath(new URL("peak.mjs", import.meta.url))).href;

export interface Measured {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
  /** Wall time from start to end of the process. */
  readonly seconds: number;
  /** Peak resident memory in MB; null where the process was killed. */
  readonly peak: number | null;
}

/** Runs Node and measures it. `heap` in MB is what its old space may hold; where it needs more, it is killed. */
export function measured(args: readonly string[], { heap }: { readonly heap?: number } = {}): Measured {
  const folder = mkdtempSync(join(tmpdir(), "threshold-measured-"));
  const file = join(folder, "measured.json");
  const options = [...(heap === undefined ? [] : [`--max-old-space-size=${heap}`]), "--import", watch];
  const env = { ...process.env, THRESHOLD_MEASURED: file };
  const began = performance.now();
  const done = spawnSync(process.execPath, [...options, ...args], { env, encoding: "utf8", maxBuffer: 1 << 28 });
  const seconds = (performance.now() - began) / 1000;
  if (done.error) throw done.error;
  let peak: number | null = null;
  try {
    peak = (JSON.parse(readFileSync(file, "utf8")) as { peak: number }).peak / 1000;
  } catch {
    // Killed: there was nobody left to write.
  }
  rmSync(folder, { recursive: true });
  return { code: done.status, out: done.stdout, errors: done.stderr, seconds, peak };
}
