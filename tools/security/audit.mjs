/**
 * Known faults in what we use, by `npm audit`. Fails on a serious one in what ships. Where the registry does not answer such questions, it
 * says so and fails nothing: a machine without a network can still test.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { stdout } = spawnSync("npm", ["audit", "--json", "--omit=dev", "--fetch-retries=0", "--fetch-timeout=20000"], {
  cwd: root,
  encoding: "utf8",
  timeout: 60_000,
  shell: process.platform === "win32",
});
process.exitCode = tell(read(stdout));

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function tell(answer) {
  if (answer?.metadata?.vulnerabilities === undefined) {
    console.log(`  The registry does not answer this question (${answer?.message ?? "no answer"}): left out.`);
    return 0;
  }
  const found = Object.values(answer.vulnerabilities ?? {});
  for (const { name, severity, range, fixAvailable } of found)
    console.log(`  ${severity}: ${name} ${range}${fixAvailable ? ", and there is a newer one without it" : ""}`);
  if (found.length === 0) console.log("  No known fault in what ships.");
  return found.some(({ severity }) => severity === "high" || severity === "critical") ? 1 : 0;
}
