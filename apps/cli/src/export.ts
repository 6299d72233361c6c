import { resolve } from "node:path";
import { exportBack } from "./export/back.ts";
import { exportCases } from "./export/cases.ts";
import { exportForms } from "./export/forms.ts";
import { FORMATS, type Task } from "./export/task.ts";
import { readOptions } from "./options.ts";
import { openWords, type Words } from "./words.ts";

const known = { out: "text", basis: "text", for: "text", back: "switch", force: "switch", help: "switch" } as const;

/**
 * `threshold export FORMAT …`: the list's forms, or cases, in other people's formats, and with `--back` what came of them as
 * cases. Exit code 0 where all was written, 2 where something could not be taken, 1 where nothing could be written.
 */
export async function run(args: readonly string[]): Promise<number> {
  const words = await openWords();
  const task = read(words, args);
  if (task === "help") {
    console.log(`${words.say("command.export-usage")}\n\n${words.say("command.export-help")}`);
    return 0;
  }
  if (typeof task === "string") {
    console.error(`${task}\n${words.say("command.export-usage")}`);
    return 2;
  }
  if (task.back) return exportBack(words, task);
  return task.format === "htcds" ? exportCases(words, task) : exportForms(words, task);
}

function read(words: Words, args: readonly string[]): Task | "help" | string {
  const found = readOptions(words, args, known, 2);
  if (!found.ok) return found.why;
  const { given, names } = found;
  if (given.help !== undefined) return "help";
  const [name, what = null] = names;
  const format = FORMATS.find((one) => one === name);
  const formats = FORMATS.join(", ");
  if (name === undefined) return words.say("command.export-no-format", { known: formats });
  if (format === undefined)
    return words.say("command.export-unknown-format", { given: JSON.stringify(name), known: formats });
  const fromFile = format === "htcds" || given.back !== undefined;
  const { out, basis = null, for: recipient = null, back, force } = given;
  if (what === null && fromFile) return words.say("command.export-no-file");
  if (out === undefined) return words.say("command.export-no-out");
  if (fromFile && what !== null && resolve(what) === resolve(out)) return words.say("command.same-file", { file: out });
  if ((basis === null) !== (recipient === null)) return words.say("command.export-basis-alone");
  if (basis !== null && (format !== "htcds" || back !== undefined)) return words.say("command.export-basis-unused");
  return { format, what, out, basis, recipient, back: back !== undefined, force: force !== undefined };
}
