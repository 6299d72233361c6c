import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "./check.ts";
import { bundles, compileBundle, compileList } from "./compile.ts";
import { chosenCountry, countryForList } from "./country.ts";
import type { Knowledge } from "./knowledge.ts";
import { listsPage } from "./lists-page.ts";
import { nameTables } from "./names.ts";
import { pseudoLanguage, pseudoText } from "./pseudo.ts";
import { assemble, checkShapes, readFiles } from "./read.ts";

export const folder = fileURLToPath(new URL("../../knowledge", import.meta.url));

/**
 * Reads, checks and compiles `knowledge/` into `knowledge/dist/`, for one country. Throws one error that lists every fault found, or says
 * which countries there are.
 */
export function build(
  source = folder,
  country = process.env.THRESHOLD_COUNTRY || "default",
): {
  readonly written: number;
  readonly list: string;
} {
  const files = readFiles(source);
  const shapes = checkShapes(files, source);
  if (shapes.length > 0) throw new Error(`knowledge is not in shape:\n  ${shapes.join("\n  ")}`);
  const knowledge = assemble(files);
  const faults = check(knowledge);
  if (faults.length > 0) throw new Error(`knowledge does not hold together:\n  ${faults.join("\n  ")}`);

  const outputs = compileAll(knowledge, country);
  for (const [name, content] of Object.entries(outputs)) write(join(source, "dist", name), JSON.stringify(content));
  return { written: Object.keys(outputs).length, list: compileList(knowledge).version };
}

function compileAll(knowledge: Knowledge, country: string): Record<string, unknown> {
  const english = knowledge.languages.find((language) => language.tag === "en");
  if (english === undefined) throw new Error("knowledge/languages/en is missing");
  const outputs: Record<string, unknown> = {
    "list.json": compileList(knowledge),
    "consent.json": inForce(knowledge.consents),
    "care.json": { ...knowledge.care, provenance: undefined },
    "offer.json": { ...knowledge.offer, provenance: undefined },
    "guidance.json": { ...knowledge.guidance, provenance: undefined },
    "reference.json": knowledge.reference,
    "vocabulary.json": knowledge.vocabulary,
    "names.json": nameTables(knowledge.names.letters, knowledge.names.sounds),
    "disagreement.json": knowledge.disagreement.map(({ id, ways }) => ({ id, ways })),
  };
  for (const one of knowledge.countries) {
    outputs[`countries/${one.id}/country.json`] = one;
    outputs[`countries/${one.id}/country-list.json`] = countryForList(one);
  }
  // Those of the country chosen stand above too: whoever reads them need not know which it is.
  const chosen = chosenCountry(knowledge.countries, country);
  outputs["country.json"] = chosen;
  outputs["country-list.json"] = countryForList(chosen);
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

/** The last version of each purpose; the earlier ones stay in the file for what was agreed to with them. */
function inForce(versions: Knowledge["consents"]): Knowledge["consents"] {
  return versions.filter((one, at) => !versions.slice(at + 1).some((later) => later.purpose === one.purpose));
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

/**
 * Writes `docs/lists.md`. Only `npm run knowledge` asks for it, by `--docs`: what runs before the tests must leave the page
 * as it was committed, or no test could find it out of date.
 */
function writePage(): void {
  const knowledge = assemble(readFiles(folder));
  write(join(folder, "../docs/lists.md"), listsPage(knowledge, compileList(knowledge)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { written, list } = build();
    if (process.argv.includes("--docs")) writePage();
    console.log(`knowledge: list ${list}, ${written} files in knowledge/dist`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
