import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const texts = Object.keys(parse(read("../../../knowledge/languages/en/onward.yaml")).texts);
const files = readdirSync(new URL("../src/desk", import.meta.url), { recursive: true, encoding: "utf8" });
const code = files
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => read(`../src/desk/${file}`))
  .join("\n");
const quoted = [...code.matchAll(/["`](onward\.[a-zA-Z.${}_-]+)["`]/g)].map(([, key]) => key ?? "");
const patterns = quoted.map(
  (key) => new RegExp(`^${key.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[a-zA-Z-]+")}$`),
);

test("each sentence about passing on that the Desk says is there, and each that is there is said", () => {
  const plain = quoted.filter((key) => !key.includes("${"));
  // `onward.purpose` and the like are also said with a value behind them.
  expect(plain.filter((key) => !texts.includes(key) && !texts.some((text) => text.startsWith(`${key}.`)))).toEqual([]);
  const own = texts.filter((key) => key.startsWith("onward."));
  const behind = plain.map((key) => `${key}.`);
  expect(
    own.filter((key) => !patterns.some((one) => one.test(key)) && !behind.some((start) => key.startsWith(start))),
  ).toEqual([]);
});
