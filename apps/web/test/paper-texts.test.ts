import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";

const source = fileURLToPath(new URL("../src", import.meta.url));
const english = (file: string) =>
  Object.keys(
    parse(readFileSync(new URL(`../../../knowledge/languages/en/${file}.yaml`, import.meta.url), "utf8")).texts,
  );
const texts = [...english("paper"), ...english("reading")];
const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(source, file), "utf8"))
  .join("\n");
const used = [...code.matchAll(/["`]((?:paper|reading)\.[a-zA-Z0-9.${}-]+)["`](?=[),:;\s}])/g)].map(
  ([, key]) => key ?? "",
);
const patterns = used.map(
  (key) => new RegExp(`^${key.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[a-z0-9.-]+")}$`),
);

test("every sentence about papers, and of the page that keeps nothing, is there; none is left that nothing asks for", () => {
  expect(used.length).toBeGreaterThan(80);
  for (const pattern of patterns)
    expect(
      texts.some((key) => pattern.test(key)),
      String(pattern),
    ).toBe(true);
  // A pattern that takes anything would leave nothing to find.
  const narrow = patterns.filter((pattern) => !/^\^(paper|reading)\\\.\[/.test(pattern.source));
  const wide =
    /^(reading\.(rights|recovery|services|proceedings|security|next-steps)\.|paper\.(referral|choices|information|notice|risks|summary)$)/;
  expect(texts.filter((key) => !narrow.some((pattern) => pattern.test(key)) && !wide.test(key))).toEqual([]);
});
