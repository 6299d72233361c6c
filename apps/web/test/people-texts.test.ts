import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";

const source = fileURLToPath(new URL("../src", import.meta.url));
const file = new URL("../../../knowledge/languages/en/people.yaml", import.meta.url);
const texts: string[] = Object.keys(parse(readFileSync(file, "utf8")).texts);

const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(source, name), "utf8"))
  .join("\n");
/** Keys as they stand in the code; one with a value in it becomes a pattern. */
const used = [...code.matchAll(/["`](people\.[a-zA-Z.${}?"_ -]+?)["`](?=[),:\s}>/])/g)].map(([, key]) => key ?? "");
const plain = used.filter((key) => !key.includes("${"));
const patterns = [...used.filter((key) => key.includes("${"))].map(
  (key) => new RegExp(`^${key.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[a-zA-Z-]+")}$`),
);

test("every sentence about several people, other views and what is kept is there, and none is left over", () => {
  expect(plain.length).toBeGreaterThan(60);
  // A group of ids, which `words` completes.
  expect(plain.filter((key) => !texts.includes(key) && key !== "people.reason")).toEqual([]);
  for (const pattern of patterns)
    expect(
      texts.some((key) => pattern.test(key)),
      String(pattern),
    ).toBe(true);
  expect(texts.filter((key) => !plain.includes(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
});
