/** Installs what is missing, once per lockfile. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, run, say } from "./say.mjs";

export async function install(root) {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Node ${process.versions.node} is too old. Install Node 20.19 or newer from nodejs.org, then try again.`);
  }
  const marker = join(root, "node_modules", ".threshold-installed");
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  say("Installing the packages that are missing (about a minute the first time) …");
  // `npm install`, not `npm ci`: a registry may leave other platforms' packages out of the lockfile (docs/decisions/0003).
  const code = await run("npm", ["install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error"], { cwd: root });
  if (code !== 0)
    fail("The packages could not be installed. Check the network and the free disk space, then try again.");
  writeFileSync(marker, wanted);
}
