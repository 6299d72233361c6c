/** Finds a Chromium for the browser tests, or installs one. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, say } from "./say.mjs";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const fixed = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export function findChromium() {
  const named = process.env.THRESHOLD_CHROMIUM;
  if (named !== undefined) return existsSync(named) ? named : null;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name);
  }
  return fixed.find((path) => existsSync(path)) ?? null;
}

/** @returns path of a browser, or null where none could be installed */
export async function needChromium() {
  const found = findChromium();
  if (found !== null || process.env.THRESHOLD_CHROMIUM !== undefined) return found;
  if (process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("Installing Chromium for the browser tests …");
    await run("apt-get", ["update", "-qq"]);
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core"], {
      env: { DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  return findChromium();
}
