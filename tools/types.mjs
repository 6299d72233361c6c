/** Checks the types of every workspace and of what stands beside them, two at a time. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./say.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const workspaces = ["packages", "apps"].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => join(folder, name)),
);
const projects = [".", ...workspaces].filter((path) => existsSync(join(root, path, "tsconfig.json")));
let failed = 0;
const next = async () => {
  for (let path = projects.pop(); path !== undefined; path = projects.pop()) {
    if ((await run(join(root, "node_modules/.bin/tsc"), ["-p", path], { cwd: root })) !== 0) failed += 1;
  }
};
await Promise.all([next(), next()]);
process.exitCode = failed === 0 ? 0 : 1;
