import { mkdtempSync, rmSync, statSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { COLUMNS, generate, toCsv, writeLines } from "../../apps/cli/test/support/generated.ts";
import { list } from "../../apps/cli/test/support/list.ts";
import { type Measured, measured } from "../../apps/cli/test/support/measured.ts";

const bin = fileURLToPath(new URL("../../apps/cli/bin/threshold.js", import.meta.url));
const peer = fileURLToPath(new URL("peer.mjs", import.meta.url));
const seed = 20_111_018;
const megabytes = (path: string) => `${(statSync(path).size / 1e6).toFixed(0)} MB`;

/**
 * Invented cases through the command line, in a process that is measured from start to end: seconds, cases a second, peak
 * memory, against what merely counts, or merely parses, the lines of the same file in the same run.
 */
export function batch(cases = 1_000_000): string[] {
  const folder = mkdtempSync(join(tmpdir(), "threshold-batch-"));
  try {
    const jsonl = join(folder, "cases.jsonl");
    const csv = join(folder, "cases.csv");
    const few = join(folder, "few.jsonl");
    writeLines(jsonl, jsonLines(cases));
    writeLines(few, jsonLines(cases / 100));
    writeLines(csv, csvLines(cases));

    const idle = run("an empty process", ["-e", "0"]);
    const start = run("one case", [bin, "list", "--json"]);
    const counted = run("count", [peer, "count", jsonl]);
    const parsed = run("parse", [peer, "parse", jsonl]);
    const parsedCsv = run("csv", [peer, "csv", csv]);
    const small = run("few", [bin, "assess", few, "--out", devNull]);
    const judged = run("jsonl", [bin, "assess", jsonl, "--out", devNull]);
    const judgedCsv = run("csv", [bin, "assess", csv, "--to", "csv", "--out", devNull]);
    const explained = run("explain", [bin, "assess", few, "--explain", "--out", devNull]);

    const n = cases.toLocaleString("en");
    const line = (name: string, { seconds, peak }: Run, held: Run, what: string) =>
      `${n} cases, ${name}: ${seconds.toFixed(1)} s, ${Math.round(cases / seconds).toLocaleString("en")} a second, peak ${peak.toFixed(0)} MB = ${(seconds / held.seconds).toFixed(1)} × ${what} (${held.seconds.toFixed(1)} s)`;
    return [
      `  seed ${seed}; JSON Lines ${megabytes(jsonl)}, CSV ${megabytes(csv)}; answers to ${devNull}; start of the command ${start.seconds.toFixed(2)} s, of an empty process ${idle.seconds.toFixed(2)} s`,
      line("JSON Lines", judged, parsed, "a loop that only parses each line"),
      `  = ${(judged.seconds / counted.seconds).toFixed(0)} × counting its lines in the same language (${counted.seconds.toFixed(1)} s)`,
      line("CSV to CSV", judgedCsv, parsedCsv, "the same CSV parser alone, with a stream"),
      `peak memory with a hundred times the cases: ${(judged.peak / small.peak).toFixed(2)} × (${small.peak.toFixed(0)} MB for ${(cases / 100).toLocaleString("en")})`,
      `  with --explain: ${Math.round(cases / 100 / (explained.seconds - start.seconds)).toLocaleString("en")} cases a second, after the start`,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Run {
  readonly seconds: number;
  readonly peak: number;
}

function run(name: string, args: readonly string[]): Run {
  const { code, errors, seconds, peak }: Measured = measured(args);
  if (code !== 0 || peak === null) throw new Error(`${name} ended with ${code}: ${errors.slice(0, 500)}`);
  return { seconds, peak };
}

function* jsonLines(count: number): Generator<string> {
  for (const one of generate(list, count, seed)) yield JSON.stringify(one);
}

function* csvLines(count: number): Generator<string> {
  yield COLUMNS.join(",");
  for (const one of generate(list, count, seed)) yield toCsv(one);
}
