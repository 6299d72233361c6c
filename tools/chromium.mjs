/** Finds a Chromium for the browser tests, or installs one. */
import { existsSync } from "node:fs";
import { aptInstall, findProgram } from "./apt.mjs";
import { say } from "./say.mjs";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const fixed = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export function findChromium() {
  const named = process.env.THRESHOLD_CHROMIUM;
  if (named !== undefined) return existsSync(named) ? named : null;
  return findProgram(names) ?? fixed.find((path) => existsSync(path)) ?? null;
}

/** @returns path of a browser, or null where none could be installed */
export async function needChromium() {
  const found = findChromium();
  if (found !== null || process.env.THRESHOLD_CHROMIUM !== undefined) return found;
  await aptInstall(["chromium", "fonts-noto-core"], () => say("Installing Chromium for the browser tests …"));
  return findChromium();
}
