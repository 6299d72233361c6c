/** Tells what is being done, runs it, and fails with a sentence that helps. No dependency: it runs before anything is installed. */
import { spawn } from "node:child_process";

export const say = (text) => console.log(`\n▸ ${text}`);

export function fail(sentence) {
  console.error(`\n✗ ${sentence}\n`);
  process.exit(1);
}

/** Resolves with the exit code; what the command prints is passed through. */
export function run(command, args, { cwd, env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: "inherit",
      shell: process.platform === "win32",
    });
    child.on("error", () => resolve(127));
    child.on("exit", (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}
