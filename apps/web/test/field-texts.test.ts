import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";

const source = fileURLToPath(new URL("../src/field", import.meta.url));
const english = (file: string): string[] =>
  Object.keys(
    parse(readFileSync(new URL(`../../../knowledge/languages/en/${file}.yaml`, import.meta.url), "utf8")).texts,
  );
const texts = ["field", "refer", "common", "record"].flatMap(english);
const known = new Set(texts);

const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(source, file), "utf8"))
  .join("\n");
/** Keys as they stand in the code; one with a value in it becomes a pattern. */
const used = [...code.matchAll(/["`]((?:field|common)\.[a-zA-Z.${}?"_ -]+?)["`](?=[),:\s}])/g)].map(
  ([, key]) => key ?? "",
);
const plain = used.filter((key) => !key.includes("${"));
const patterns = used
  .filter((key) => key.includes("${"))
  .map((key) => new RegExp(`^${key.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[a-zA-Z-]+")}$`));

test("every sentence the Field asks for is there", () => {
  expect(plain.length).toBeGreaterThan(100);
  expect(plain.filter((key) => !known.has(key))).toEqual([]);
  for (const pattern of patterns)
    expect(
      texts.some((key) => pattern.test(key)),
      String(pattern),
    ).toBe(true);
});

test("no sentence of the Field is left that nothing asks for", () => {
  const asked = new Set(plain);
  const idle = [...english("field"), ...english("refer")].filter(
    (key) => !asked.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(idle).toEqual([]);
});
