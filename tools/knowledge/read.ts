import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { parse } from "yaml";
import type { Knowledge, Language } from "./knowledge.ts";
import type { LettersFile, SoundsFile } from "./names.ts";

/** Every YAML file below `knowledge/`, by its path with forward slashes. */
export type Files = Record<string, unknown>;

/** Which schema a path answers to. The first pattern that fits decides; a file that fits none is a fault. */
const schemas: readonly (readonly [RegExp, string])[] = [
  [/^indicators\/[a-z-]+\.yaml$/, "indicators"],
  [/^lists\/[a-z-]+\.yaml$/, "guidebook-list"],
  [/^reference\/(factors|methods|crimes|finders|places)\.yaml$/, "$1"],
  [/^names\/(letters|sounds)\.yaml$/, "$1"],
  [/^cases\/[a-z-]+\.yaml$/, "case"],
  [/^countries\/[a-z-]+\.yaml$/, "country"],
  [/^languages\/[A-Za-z-]+\/language\.yaml$/, "language"],
  [/^languages\/[A-Za-z-]+\/[a-z-]+\.yaml$/, "texts"],
  [
    /^(list|sections|rules|forms|definition|statements|guards|situations|orders|actions|vocabulary|consent|offer|disagreement|guidance|care)\.yaml$/,
    "$1",
  ],
];

/** Reads the folder as it lies on disk, unchecked. Throws on a file that is no YAML, naming it. */
export function readFiles(folder: string): Files {
  const files: Files = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".yaml")) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join("/");
    try {
      files[name] = parse(readFileSync(path, "utf8"));
    } catch (error) {
      throw new Error(`knowledge/${name}: ${error instanceof Error ? error.message : "unreadable"}`, { cause: error });
    }
  }
  return files;
}

/** Checks each file against its schema in `folder/schemas`. Returns one line per fault, empty where all is well. */
export function checkShapes(files: Files, folder: string): string[] {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  ajv.addSchema(JSON.parse(readFileSync(join(folder, "schemas/shared.schema.json"), "utf8")));
  const compiled = new Map<string, ValidateFunction>();
  const faults: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const rule = schemas.find(([pattern]) => pattern.test(name));
    if (rule === undefined) {
      faults.push(`${name}: no schema is made for a file of this name`);
      continue;
    }
    const schema = name.replace(rule[0], rule[1]);
    let validate = compiled.get(schema);
    if (validate === undefined) {
      validate = ajv.compile(JSON.parse(readFileSync(join(folder, `schemas/${schema}.schema.json`), "utf8")));
      compiled.set(schema, validate);
    }
    if (validate(content)) continue;
    for (const fault of validate.errors ?? []) {
      const extra = "additionalProperty" in fault.params ? ` (${String(fault.params.additionalProperty)})` : "";
      faults.push(`${name}${fault.instancePath}: ${fault.message ?? "wrong shape"}${extra}`);
    }
  }
  return faults;
}

/** Puts files that passed `checkShapes` together. A missing file is thrown, since nothing can be built without it. */
export function assemble(files: Files): Knowledge {
  const one = <T>(name: string): T => {
    if (!(name in files)) throw new Error(`knowledge/${name} is missing`);
    return files[name] as T;
  };
  const under = <T>(folder: string): Record<string, T> =>
    Object.fromEntries(
      Object.keys(files)
        .filter((name) => name.startsWith(`${folder}/`))
        .sort()
        .map((name) => [name.slice(folder.length + 1, -".yaml".length), files[name] as T]),
    );
  const list = one<{ version: string; indicators: string[]; lists: string[] }>("list.yaml");
  const definition = one<{ acts: { id: string }[]; means: { id: string }[] }>("definition.yaml");
  return {
    version: list.version,
    order: list.indicators,
    sections: one<{ sections: string[] }>("sections.yaml").sections,
    signFiles: under("indicators"),
    listFiles: under("lists"),
    listOrder: list.lists,
    rules: one<Pick<Knowledge, "rules">>("rules.yaml").rules,
    forms: one<Pick<Knowledge, "forms">>("forms.yaml").forms,
    acts: definition.acts.map((act) => act.id),
    means: definition.means.map((means) => means.id),
    statements: one<Pick<Knowledge, "statements">>("statements.yaml").statements,
    names: { letters: one<LettersFile>("names/letters.yaml"), sounds: one<SoundsFile>("names/sounds.yaml") },
    disagreement: one<{ reasons: Knowledge["disagreement"] }>("disagreement.yaml").reasons,
    guards: one<Pick<Knowledge, "guards">>("guards.yaml").guards,
    situations: one<Pick<Knowledge, "situations">>("situations.yaml").situations,
    orders: one<Pick<Knowledge, "orders">>("orders.yaml").orders,
    actions: one<Pick<Knowledge, "actions">>("actions.yaml").actions,
    vocabulary: one("vocabulary.yaml"),
    consents: one<{ versions: Knowledge["consents"] }>("consent.yaml").versions,
    offer: one("offer.yaml"),
    care: one("care.yaml"),
    cases: Object.values(under("cases")),
    countries: Object.values(under("countries")),
    countryFiles: Object.keys(under("countries")),
    guidance: one("guidance.yaml"),
    reference: {
      factors: one<Knowledge["reference"]>("reference/factors.yaml").factors,
      methods: one<Knowledge["reference"]>("reference/methods.yaml").methods,
      crimes: one<Knowledge["reference"]>("reference/crimes.yaml").crimes,
      finders: one<Knowledge["reference"]>("reference/finders.yaml").finders,
      places: one<Knowledge["reference"]>("reference/places.yaml").places,
    },
    languages: languages(files),
  };
}

function languages(files: Files): Language[] {
  const found = new Map<
    string,
    { head: Pick<Language, "tag" | "name" | "direction">; files: Record<string, unknown> }
  >();
  for (const name of Object.keys(files).sort()) {
    const [, tag, file] = /^languages\/([^/]+)\/([^/]+)\.yaml$/.exec(name) ?? [];
    if (tag === undefined || file === undefined) continue;
    const language = found.get(tag) ?? { head: { tag, name: tag, direction: "ltr" as const }, files: {} };
    if (file === "language") language.head = { tag, ...(files[name] as Pick<Language, "name" | "direction">) };
    else language.files[file] = files[name];
    found.set(tag, language);
  }
  return [...found.values()].map(({ head, files: texts }) => ({ ...head, files: texts as Language["files"] }));
}
