import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Packed, packAndInstall, recipes } from "./support/packed.ts";

const compiler = fileURLToPath(new URL("../../../node_modules/typescript/bin/tsc", import.meta.url));
let packed: Packed;

beforeAll(() => {
  packed = packAndInstall();
});
afterAll(() => packed.remove());

const run = (name: string, code: string): string => {
  const path = join(packed.folder, name);
  writeFileSync(path, code);
  return execFileSync(process.execPath, [path], { cwd: packed.folder, encoding: "utf8" });
};

describe("the package, packed and installed elsewhere", () => {
  test("says what it weighs, and is light", () => {
    const module = readFileSync(join(packed.installed, "index.js"));
    expect(packed.said.trim()).toBe(
      `identification: ${(gzipSync(module, { level: 9 }).length / 1000).toFixed(1)} kB gzip`,
    );
    expect(gzipSync(module).length).toBeLessThan(10_000);
  });

  test("depends on nothing and may be published", () => {
    const manifest = JSON.parse(readFileSync(join(packed.installed, "package.json"), "utf8"));
    expect(manifest).toMatchObject({
      name: "@threshold/identification",
      type: "module",
      publishConfig: { access: "public" },
    });
    for (const none of ["private", "dependencies", "peerDependencies", "scripts"])
      expect(manifest[none]).toBeUndefined();
    expect(readFileSync(join(packed.installed, "index.js"), "utf8")).not.toMatch(/\bimport\b|\brequire\b/);
  });

  test.each(recipes("js").map((recipe, index) => [index + 1, recipe] as const))(
    "README recipe %i runs in Node and prints what it says",
    (index, { code, output }) => {
      expect(run(`recipe-${index}.mjs`, code)).toBe(output);
    },
  );

  test.each(["nodenext", "bundler"])("the README's own list type-checks with %s resolution, and runs", (resolution) => {
    const [recipe] = recipes("ts");
    if (recipe === undefined) throw new Error("the README has no recipe in TypeScript");
    const use = `import en from "@threshold/identification/en";
import house from "@threshold/identification/list";
import { explain, inWords, shortList, wordsFrom } from "@threshold/identification";
const result: "presumed" | "potential" | "none" = assess(house, {} as never).result;
// @ts-expect-error there is no fourth result
const fourth: "innocent" = result;
// @ts-expect-error a place of this kind is not known
shortList(house, { situation: null, age: "adult", community: "elsewhere" });
export const sentence: string = inWords(explain(house, {} as never).why[0]!, wordsFrom(en), "en") + fourth;
`;
    writeFileSync(join(packed.folder, "consumer.ts"), `${recipe.code}\n${use}`);
    const module =
      resolution === "bundler" ? ["--module", "esnext", "--moduleResolution", "bundler"] : ["--module", "nodenext"];
    const options = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2023,dom", "--types", "", ...module];
    expect(
      execFileSync(process.execPath, [compiler, ...options, "consumer.ts"], { cwd: packed.folder, encoding: "utf8" }),
    ).toBe("");
    expect(run("own-list.mjs", transformSync(recipe.code, { loader: "ts" }).code)).toBe(recipe.output);
  });
});

test("the README has a recipe for Node, for a list of one's own and for a page", () => {
  expect(recipes("js").length).toBeGreaterThanOrEqual(2);
  expect(recipes("ts")).toHaveLength(1);
  expect(recipes("html")).toHaveLength(1);
});
