import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

// Inside the package, so that its imports resolve as a reader's would; `dist` is never committed.
const folder = fileURLToPath(new URL("../dist", import.meta.url));
const path = `${folder}/readme-example.ts`;
afterAll(() => rmSync(path, { force: true }));

test("the README's example runs and prints what it says", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const promised = /console\.log\(.*\); \/\/ (.*)/.exec(example)?.[1];
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, example);
  const run = spawnSync(process.execPath, ["--import", "tsx", path], { encoding: "utf8" });
  expect(run.stderr).toBe("");
  expect(run.stdout.trim()).toBe(promised);
});
