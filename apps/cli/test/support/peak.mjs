// Loaded by `--import` into a command that is measured: leaves its peak memory (kB) and its processor time (ms) in a file.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env.THRESHOLD_MEASURED;
if (isMainThread && file !== undefined) {
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ peak: maxRSS, cpu: (userCPUTime + systemCPUTime) / 1000 }));
  });
}
