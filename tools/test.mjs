/** `npm test`: installs what is missing, then runs every check. Stops at the end, not at the first failure. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { needAge } from "./age.mjs";
import { needChromium } from "./chromium.mjs";
import { install } from "./install.mjs";
import { fail, run, say } from "./say.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = (name) => join(root, "node_modules", ".bin", name);
const failures = [];
const counts = { passed: 0, failed: 0, skipped: 0 };
const started = Date.now();

async function step(name, command, args, env) {
  say(name);
  const from = Date.now();
  const code = await run(command, args, { cwd: root, env });
  console.log(`  ${code === 0 ? "✓" : "✗"} ${name} (${Math.round((Date.now() - from) / 1000)} s)`);
  if (code !== 0) failures.push(name);
  return code === 0;
}

async function suite(name, project, env, files = []) {
  const report = join(tmpdir(), `threshold-${process.pid}-${counts.passed}.json`);
  await step(
    name,
    bin("vitest"),
    ["run", "--project", project, ...files, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    env,
  );
  if (!existsSync(report)) return void failures.push(`${name}: no report`);
  const result = JSON.parse(readFileSync(report, "utf8"));
  rmSync(report);
  counts.passed += result.numPassedTests;
  counts.failed += result.numFailedTests;
  counts.skipped += result.numPendingTests + result.numTodoTests;
  if (result.numPassedTests === 0) failures.push(`${name}: ran no test`);
}

await install(root);
say("Looking for Chromium …");
const chromium = await needChromium();
if (chromium === null) {
  fail(
    "No Chromium was found for the browser tests. Install Chromium or Chrome, or set THRESHOLD_CHROMIUM to its path, then try again.",
  );
}
console.log(`  ${chromium}`);
await needAge();
if (!(await step("Lists: building and checking knowledge/", bin("tsx"), ["tools/knowledge/build.ts"]))) {
  fail("A file in knowledge/ has a mistake; the lines above name the file and the place.");
}
await step("The identification package, built as it is published", process.execPath, [
  "packages/identification/build.mjs",
]);
await step("Types", process.execPath, ["tools/types.mjs"]);
await step("Lint", bin("biome"), ["check", "--error-on-warnings", "."]);
await step("Unused code", bin("knip"), []);
await step("Known faults in what we use (npm audit)", process.execPath, ["tools/security/audit.mjs"]);
await suite("Unit, property and architecture tests", "unit");
await suite("Database tests on the embedded PostgreSQL 18", "database");
// What an older server could do otherwise: migrations, policies, statements of our own. The rest asks no more of it.
const bySql = [
  "migrations",
  "rows",
  "clauses",
  "model",
  "matrix",
  "journey",
  "entries",
  "content",
  "verify",
  "own-database",
  "sweep",
].map((name) => `apps/server/test/${name}.test.ts`);
const debian = "/usr/lib/postgresql/15/bin";
if (existsSync(join(debian, "initdb"))) {
  await suite("Database tests on PostgreSQL 15", "database", { THRESHOLD_PG_BIN: debian }, bySql);
} else {
  console.log("  No PostgreSQL 15 on this machine: that second run of the database tests is left out.");
}
if (await step("Building the web app", bin("vite"), ["build", "apps/web", "--logLevel", "warn"])) {
  await suite("Browser tests", "browser", { THRESHOLD_CHROMIUM: chromium });
}
console.log(`\n${Math.round((Date.now() - started) / 1000)} s in all`);
if (failures.length > 0) console.error(`✗ Failed: ${failures.join(" · ")}`);
else console.log("✓ Everything passed.");
console.log(`${counts.passed} passed, ${Math.max(counts.failed, failures.length)} failed, ${counts.skipped} skipped`);
process.exitCode = failures.length === 0 ? 0 : 1;
