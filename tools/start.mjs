/** `npm start`: installs what is missing, builds what is stale, and opens Threshold on the embedded database. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";
import { fail, run, say } from "./say.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = (name) => join(root, "node_modules", ".bin", name);

function newest(path) {
  if (!existsSync(path)) return 0;
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return readdirSync(path)
    .filter((name) => name !== "dist" && name !== "node_modules" && name !== "test")
    .reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}
const stale = (built, sources) => {
  const made = existsSync(join(root, built)) ? statSync(join(root, built)).mtimeMs : 0;
  return sources.some((source) => newest(join(root, source)) > made);
};

/** The value of `--name value` or `--name=value` on the command line. */
const named = (name) => {
  const args = process.argv.slice(2);
  const at = args.indexOf(`--${name}`);
  return at >= 0 ? args[at + 1] : args.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
};
const country = named("country") ?? process.env.THRESHOLD_COUNTRY ?? "default";
process.env.THRESHOLD_COUNTRY = country;
const builtFor = () => {
  const file = join(root, "knowledge/dist/country.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).id : null;
};

await install(root);
const changed = builtFor() !== country;
if (changed || stale("knowledge/dist/list.json", ["knowledge", "tools/knowledge"])) {
  say("Building the lists from knowledge/ …");
  if ((await run(bin("tsx"), ["tools/knowledge/build.ts"], { cwd: root })) !== 0) {
    fail("A file in knowledge/ has a mistake; the lines above name the file and the place. Mend it, then try again.");
  }
}
const web = ["apps/web", "packages", "knowledge", "knowledge/dist/country.json", "package-lock.json"];
if (changed || stale("apps/web/dist/index.html", web)) {
  say("Building the web app …");
  if ((await run(bin("vite"), ["build", "apps/web", "--logLevel", "warn"], { cwd: root })) !== 0) {
    fail("The web app could not be built; the lines above say where. Mend that, then try again.");
  }
}
say("Starting Threshold …");
process.exitCode = await run(
  process.execPath,
  [join(root, "apps/cli/bin/threshold.js"), "start", ...process.argv.slice(2)],
  { cwd: root },
);
