import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";

const source = fileURLToPath(new URL("../src/field", import.meta.url));
const english = (file: string): Record<string, string> =>
  parse(readFileSync(new URL(`../../../knowledge/languages/en/${file}.yaml`, import.meta.url), "utf8")).texts;
const texts = { ...english("cards"), ...english("rights") };
const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(source, file), "utf8"))
  .join("\n");
/** Keys as they stand in the code; one with a value in it becomes a pattern. Those of the data are checked where it is built. */
const used = [...code.matchAll(/["`]((?:guidance|rights)\.[a-zA-Z.${}[\]0 -]+?)["`]/g)].map(([, key]) => key ?? "");
const patterns = used.map((key) => new RegExp(`^${key.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[a-zA-Z-]+")}$`));
const data = /^rights\.(officer|person)\./;

test("every sentence that the guidance asks for is there, and none is idle", () => {
  expect(used.length).toBeGreaterThan(40);
  const free = Object.keys(texts).filter((key) => /^(guidance|rights)\./.test(key));
  for (const pattern of patterns.filter((one) => !/officer|person/.test(String(one))))
    expect(
      free.some((key) => pattern.test(key)),
      String(pattern),
    ).toBe(true);
  expect(free.filter((key) => !data.test(key) && !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
});

test("what is shown to the person never names her by a word for others, and stays easy to read", () => {
  const own = Object.entries(texts).filter(([key]) => key.startsWith("rights.person.") || key === "rights.to-person");
  expect(own.length).toBeGreaterThan(10);
  for (const [key, text] of own) {
    expect(text, key).not.toMatch(/victim|traffick|exploit|suspect|offen[cd]e/i);
    for (const sentence of text.split(/(?<=[.?])\s+/))
      expect(sentence.split(/\s+/).length, key).toBeLessThanOrEqual(16);
  }
});
