import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";

const source = fileURLToPath(new URL("../src", import.meta.url));
const texts = Object.keys(
  parse(readFileSync(new URL("../../../knowledge/languages/en/trust.yaml", import.meta.url), "utf8")).texts,
);
const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(source, file), "utf8"))
  .join("\n");
const used = [...code.matchAll(/["`](trust\.[a-zA-Z.${}-]+)["`](?=[),:;\s}])/g)].map(([, key]) => key ?? "");
const patterns = used.map((key) => new RegExp(`^${key.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[a-z-]+")}$`));
/** What `checkTrust` can find wrong. */
const problems = [
  "root-differs",
  "signature-wrong",
  "rolled-back",
  "split",
  "expired",
  "steward-unknown",
  "wrong-shape",
];

test("every sentence about keys that is asked for is there, and none is left that nothing asks for", () => {
  expect(used.length).toBeGreaterThan(20);
  for (const pattern of patterns)
    expect(
      texts.some((key) => pattern.test(key)),
      String(pattern),
    ).toBe(true);
  expect(texts.filter((key) => !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
  expect(problems.filter((why) => !texts.includes(`trust.${why}`))).toEqual([]);
});
