/** Debian's packages, where this machine has them and lets us install. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./say.mjs";

const may = () => process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/** @returns path of the first of these programs, or null */
export function findProgram(names) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name);
  }
  return null;
}

/** Installs packages; without root or Debian it does nothing. */
export async function aptInstall(packages, telling) {
  if (!may()) return;
  telling();
  await run("apt-get", ["update", "-qq"]);
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
}
