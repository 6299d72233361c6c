import { join } from "node:path";
import { type IndicatorList, nearest } from "@threshold/identification";
import {
  CATALOGUE,
  type Languages,
  toCodeSystems,
  toQuestionnaire,
  toXlsForm,
  writeWorkbook,
} from "@threshold/interchange";
import { readKnowledge } from "../knowledge.ts";
import type { Words } from "../words.ts";
import { inJson, type Made, writeAll } from "./files.ts";
import { openLanguages } from "./languages.ts";
import type { Task } from "./task.ts";

const ALL = "all";
/** Anybody may read a form: it speaks of nobody. */
const OPEN = 0o644;

/** Writes the forms that were asked for into a folder, one file each. Returns the exit code. */
export async function exportForms(words: Words, { format, what, out, force }: Task): Promise<number> {
  const list = (await readKnowledge("list.json")) as IndicatorList;
  const ids = [...list.situations.map(({ id }) => id), CATALOGUE];
  const asked = what === null || what === ALL ? ids : ids.filter((id) => id === what);
  if (asked.length === 0) {
    const values = { given: JSON.stringify(what), nearest: nearest(what ?? "", ids) ?? "", known: ids.join(", ") };
    console.error(words.say("command.list-unknown-situation", values));
    return 2;
  }
  const languages = await openLanguages();
  const make = format === "xlsform" ? workbooks : questionnaires;
  const made = await make(list, languages, asked);
  const files = made.map(({ path, content }) => ({ path: join(out, path), content }));
  const failed = await writeAll(words, files, force, OPEN);
  if (failed !== null) {
    console.error(failed);
    return 1;
  }
  for (const { path } of files) console.log(path);
  const spoken = languages.map(({ name }) => name).join(", ");
  console.log(words.say("command.export-forms", { count: files.length, version: list.version, languages: spoken }));
  return 0;
}

function situationOf(id: string): string | null {
  return id === CATALOGUE ? null : id;
}

async function workbooks(list: IndicatorList, languages: Languages, ids: readonly string[]): Promise<Made[]> {
  return Promise.all(
    ids.map(async (id) => ({
      path: `${id}.xlsx`,
      content: await writeWorkbook(toXlsForm(list, languages, situationOf(id))),
    })),
  );
}

async function questionnaires(list: IndicatorList, languages: Languages, ids: readonly string[]): Promise<Made[]> {
  const resources = [
    ...ids.map((id) => toQuestionnaire(list, languages, situationOf(id))),
    ...toCodeSystems(list, languages),
  ];
  return resources.map((resource) => ({
    path: `${resource.resourceType}-${resource.id}.json`,
    content: inJson(resource),
  }));
}
