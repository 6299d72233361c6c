import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../apps/web/dist", import.meta.url));
const gzip = (path: string) => gzipSync(readFileSync(`${dist}/${path}`), { level: 9 }).length;

/** What a page loads at once: its document, the scripts and styles it names, all they import at once, and one language's words. */
function firstLoad(page: string, words: string): Record<string, number> {
  const seen: Record<string, number> = { [page]: gzip(page) };
  const follow = (path: string) => {
    if (seen[path] !== undefined) return;
    seen[path] = gzip(path);
    if (!path.endsWith(".js")) return;
    const text = readFileSync(`${dist}/${path}`, "utf8");
    for (const [, name] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) follow(`assets/${name}`);
  };
  const html = readFileSync(`${dist}/${page}`, "utf8");
  for (const [, name] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g))
    if (name !== undefined) follow(name);
  const manifest = JSON.parse(readFileSync(`${dist}/.vite/manifest.json`, "utf8")) as Record<string, { file: string }>;
  const chunk = Object.entries(manifest).find(([source]) => source.endsWith(words))?.[1].file;
  if (chunk === undefined) throw new Error(`no words for ${page} in ${dist}: run npm run web first`);
  follow(chunk);
  return seen;
}

export function weight(): string[] {
  const sum = (parts: Record<string, number>) => Object.values(parts).reduce((total, bytes) => total + bytes, 0);
  const parts = firstLoad("index.html", "/en/field.json");
  const field = sum(parts);
  return [
    ...Object.entries(parts).map(([name, bytes]) => `  ${name}: ${bytes} bytes`),
    `first Field load: ${(field / 1000).toFixed(1)} kB gzip = ${(field / 145_000).toFixed(2)} × the UK form's 145 kB = ${(field / 1_770_000).toFixed(3)} × Primero's 1.77 MB; goal 60 kB: ${field <= 60_000 ? "met" : "missed"}`,
  ];
}
