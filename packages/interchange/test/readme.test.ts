import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readCaseFile } from "../src/index.ts";
import { list } from "./support/knowledge.ts";

const home = fileURLToPath(new URL("..", import.meta.url));

test("the README's example runs and prints what it says", () => {
  const readme = readFileSync(join(home, "README.md"), "utf8");
  const [, code = ""] = readme.match(/```ts\n([\s\S]+?)```/) ?? [];
  const [, output = ""] = readme.match(/```text\n([\s\S]+?)```/) ?? [];
  expect(code).toContain("toXlsForm(");
  // Inside the package, so that the example finds the package by its name; `dist` is ignored by git.
  mkdirSync(join(home, "dist"), { recursive: true });
  const folder = mkdtempSync(join(home, "dist", "readme-"));
  try {
    const example = join(folder, "example.ts");
    writeFileSync(example, code);
    const printed = execFileSync(process.execPath, ["--import", "tsx", example], { encoding: "utf8", cwd: home });
    // CSV ends its lines as RFC 4180 says; a README does not.
    expect(printed.replaceAll("\r\n", "\n")).toBe(output);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the README's case file is one", () => {
  const [, json = ""] = readFileSync(join(home, "README.md"), "utf8").match(/```json\n([\s\S]+?)```/) ?? [];
  expect(readCaseFile(list, JSON.parse(json))).toMatchObject({ ok: true, file: { card: { languages: ["ro"] } } });
});
