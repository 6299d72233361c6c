import { readFileSync } from "node:fs";

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}

const pseudo = "/ar-XB/";

/**
 * Files that a page needs, lazy ones as well: what its service worker keeps for a day without a network. The other page's stay out of the
 * phone's storage, and so does the language that only testers read.
 * @param manifest path of the file that Vite writes with `build.manifest`
 * @param page entry as the manifest names it, such as `index.html`
 */
export function filesOf(manifest: string, page: string): ReadonlySet<string> {
  const chunks = JSON.parse(readFileSync(manifest, "utf8")) as Readonly<Record<string, Chunk>>;
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = chunks[name];
    if (chunk === undefined || seen.has(name) || name.includes(pseudo)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) visit(next);
  };
  visit(page);
  return files;
}
