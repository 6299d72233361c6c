import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const home = fileURLToPath(new URL("../..", import.meta.url));

/** The package as somebody else gets it: built, packed by npm, and installed from that file, without a network. */
export interface Packed {
  /** A folder outside this repository whose `node_modules` holds the package and nothing else. */
  readonly folder: string;
  readonly installed: string;
  /** What the build says. */
  readonly said: string;
  remove(): void;
}

export function packAndInstall(): Packed {
  const folder = mkdtempSync(join(tmpdir(), "threshold-packed-"));
  const built = join(folder, "built");
  const npm = (...args: string[]) =>
    execFileSync("npm", [...args, "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: folder,
      encoding: "utf8",
    });
  const said = execFileSync(process.execPath, [join(home, "build.mjs"), built], { encoding: "utf8" });
  npm("pack", built);
  const [file] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  npm("install", join(folder, file ?? "no file was packed"));
  return {
    folder,
    installed: join(folder, "node_modules", "@threshold", "identification"),
    said,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The README's recipes in one language, each with the output printed below it. */
export function recipes(language: "js" | "ts" | "html"): { readonly code: string; readonly output: string }[] {
  const readme = readFileSync(join(home, "README.md"), "utf8");
  const found = readme.matchAll(/```(\w+)\n([\s\S]+?)```\n+```text\n([\s\S]+?)```/g);
  return [...found].flatMap(([, name, code = "", output = ""]) => (name === language ? [{ code, output }] : []));
}
