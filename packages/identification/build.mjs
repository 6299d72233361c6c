/**
 * Builds what is published: `node build.mjs [FOLDER]` writes the package to FOLDER (default `dist`), ready for `npm pack`
 * or `npm publish` there: one ES module, its types, the list, the English words, and a package.json that points to them.
 * Needs the compiled knowledge (`npm run knowledge`). Prints what the module weighs.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");
const out = resolve(argv[2] ?? join(here, "dist"));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  entryPoints: [join(here, "src/index.ts")],
  outfile: join(out, "index.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
});
const options = [
  "--noEmit",
  "false",
  "--declaration",
  "--emitDeclarationOnly",
  "--rootDir",
  join(here, "src"),
  "--outDir",
  join(out, "types"),
];
execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", here, ...options], {
  stdio: "inherit",
});
// Named as older compilers know them: by the file that stands beside each declaration at run time.
for (const name of readdirSync(join(out, "types"))) {
  const path = join(out, "types", name);
  writeFileSync(path, readFileSync(path, "utf8").replace(/(from "\.\/[a-z-]+)\.ts"/g, '$1.js"'));
}
data("list", "IndicatorList", readFileSync(join(root, "knowledge/dist/list.json"), "utf8"));
data("en", "Readonly<Record<string, Message>>", JSON.stringify(words("en")));
copyFileSync(join(here, "README.md"), join(out, "README.md"));
copyFileSync(join(root, "LICENSE"), join(out, "LICENSE"));
const { publishConfig, private: _private, scripts: _scripts, ...manifest } = read(join(here, "package.json"));
const { access, ...published } = publishConfig;
const finished = { ...manifest, ...published, publishConfig: { access } };
writeFileSync(join(out, "package.json"), `${JSON.stringify(finished, null, 2)}\n`);
const size = gzipSync(readFileSync(join(out, "index.js")), { level: 9 }).length;
console.log(`identification: ${(size / 1000).toFixed(1)} kB gzip`);

/** The texts that an assessment and its explanation name, by key: text, or text and names of placeholders in turn. */
function words(language) {
  const { messages } = read(join(root, `knowledge/dist/${language}/all.json`));
  const named =
    /^(sign|sign-means|form|act|statement|situation|result|result-short|rule|guard|action|action-detail|element|element-state|delphi-[a-z]+|explain)\./;
  const wanted = Object.entries(messages).filter(([key]) => named.test(key));
  for (const [key, message] of wanted) {
    const plain = typeof message === "string" || message.every((part) => typeof part === "string" || part.length === 1);
    if (!plain) throw new Error(`${key} has more than plain placeholders, which wordsFrom does not read`);
  }
  return Object.fromEntries(wanted);
}

/** A module that holds data, with its type: read by Node and browsers alike, old ones too. */
function data(name, type, json) {
  const [needed] = /IndicatorList|Message/.exec(type);
  const folder = join(out, "data");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.js`), `export default ${json};\n`);
  writeFileSync(
    join(folder, `${name}.d.ts`),
    `import type { ${needed} } from "../types/index.js";\ndeclare const ${name}: ${type};\nexport default ${name};\n`,
  );
}

function read(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
