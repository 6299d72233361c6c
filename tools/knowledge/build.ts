import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "./check.ts";
import { bundles, compileBundle, compileList } from "./compile.ts";
import type { Knowledge } from "./knowledge.ts";
import { pseudoLanguage, pseudoText } from "./pseudo.ts";
import { assemble, checkShapes, readFiles } from "./read.ts";

export const folder = fileURLToPath(new URL("../../knowledge", import.meta.url));

/** Reads, checks and compiles `knowledge/` into `knowledge/dist/`. Throws one error that lists every fault found. */
export function build(source = folder): { readonly written: number; readonly list: string } {
  const files = readFiles(source);
  const shapes = checkShapes(files, source);
  if (shapes.length > 0) throw new Error(`knowledge is not in shape:\n  ${shapes.join("\n  ")}`);
  const knowledge = assemble(files);
  const faults = check(knowledge);
  if (faults.length > 0) throw new Error(`knowledge does not hold together:\n  ${faults.join("\n  ")}`);

  const outputs = compileAll(knowledge);
  for (const [name, content] of Object.entries(outputs)) write(join(source, "dist", name), JSON.stringify(content));
  return { written: Object.keys(outputs).length, list: compileList(knowledge).version };
}

function compileAll(knowledge: Knowledge): Record<string, unknown> {
  const english = knowledge.languages.find((language) => language.tag === "en");
  if (english === undefined) throw new Error("knowledge/languages/en is missing");
  const outputs: Record<string, unknown> = {
    "list.json": compileList(knowledge),
    "consent.json": knowledge.consents.at(-1),
    "country.json": knowledge.countries.find((country) => country.id === "default"),
    "vocabulary.json": knowledge.vocabulary,
  };
  for (const study of knowledge.cases) outputs[`cases/${study.id}.json`] = study;
  for (const name of Object.keys(bundles) as (keyof typeof bundles)[]) {
    for (const language of knowledge.languages) {
      outputs[`${language.tag}/${name}.json`] = compileBundle(language, english, name);
    }
    const pseudo = pseudoLanguage(english);
    outputs[`${pseudo.tag}/${name}.json`] = compileBundle(pseudo, english, name, pseudoText);
  }
  return outputs;
}

/** Replaces a file in one step and only where it differs: other processes may be reading it at this moment. */
function write(path: string, content: string): void {
  try {
    if (readFileSync(path, "utf8") === content) return;
  } catch {
    mkdirSync(dirname(path), { recursive: true });
  }
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { written, list } = build();
    console.log(`knowledge: list ${list}, ${written} files in knowledge/dist`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
