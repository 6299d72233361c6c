import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { problems } from "@threshold/contract/errors";
import { expect, test } from "vitest";
import { parse } from "yaml";

const source = fileURLToPath(new URL("../src/desk", import.meta.url));
const english = (file: string): string[] =>
  Object.keys(
    parse(readFileSync(new URL(`../../../knowledge/languages/en/${file}.yaml`, import.meta.url), "utf8")).texts ?? {},
  );
/** Each room of the Desk has a file of its own. */
const files = readdirSync(new URL("../../../knowledge/languages/en", import.meta.url)).map((file) => file.slice(0, -5));
const texts = files.flatMap(english).filter((key) => key.startsWith("desk."));
const known = new Set(texts);

const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(source, file), "utf8"))
  .join("\n");
const quoted = [...code.matchAll(/["`](desk\.[a-zA-Z.${}_-]+)["`]/g)].map(([, key]) => key ?? "");
const plain = quoted.filter((key) => !key.includes("${"));
/** Keys with a value in them, and groups that `word` completes with an id. */
const patterns = [
  ...quoted
    .filter((key) => key.includes("${"))
    .map((key) => key.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[a-zA-Z-]+")),
  ...[...code.matchAll(/words?\("(desk\.[a-z-]+)"/g)].map(([, group]) => `${group?.replaceAll(".", "\\.")}\\.[a-z-]+`),
].map((pattern) => new RegExp(`^${pattern}$`));
const groups = new Set([...code.matchAll(/words?\("(desk\.[a-z-]+)"/g)].map(([, group]) => group));

test("every sentence the Desk asks for is there", () => {
  expect(plain.length).toBeGreaterThan(100);
  expect(plain.filter((key) => !known.has(key) && !groups.has(key))).toEqual([]);
  for (const pattern of patterns)
    expect(
      texts.some((key) => pattern.test(key)),
      String(pattern),
    ).toBe(true);
});

test("no sentence of the Desk is left that nothing asks for", () => {
  const asked = new Set(plain);
  expect(texts.filter((key) => !asked.has(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
});

test("every problem the server can name has its sentence", () => {
  const errors = new Set(english("errors"));
  expect(Object.keys(problems).filter((name) => !errors.has(`error.${name}`))).toEqual([]);
});
