import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vite";

/** What a build consists of, as anybody can compare it with what a site hands out (`npx threshold hashes`). */
export interface BuildHashes {
  readonly v: 1;
  /** SHA-256 over the lines `<hash>  <name>`, sorted by name: one number for the whole build. */
  readonly build: string;
  /** SHA-256 of each file, hex, by its path. */
  readonly files: Readonly<Record<string, string>>;
}

const listed = (name: string): boolean => !/(^|\/)\.|\.(gz|br)$|^hashes\.json$/.test(name);

/** Hashes of every file below a folder that a browser can ask for; packed copies are the same files once more. */
export function hashesOf(folder: string): BuildHashes {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter(listed)
    .sort();
  const files = Object.fromEntries(names.map((name) => [name, sha256(readFileSync(join(folder, name)))]));
  return { v: 1, build: sha256(names.map((name) => `${files[name]}  ${name}\n`).join("")), files };
}

const sha256 = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex");

/** Writes `hashes.json` beside what was built, after the service worker and before anything is packed. */
export function hashes(): Plugin {
  let folder = "";
  return {
    name: "hashes",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        const made = hashesOf(folder);
        writeFileSync(join(folder, "hashes.json"), `${JSON.stringify(made, null, 1)}\n`);
        console.log(`build ${made.build}`);
      },
    },
  };
}
