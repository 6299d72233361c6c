import { type Assessment, assess, type IndicatorList, parse } from "@threshold/identification";
import { describe } from "./describe.ts";
import { explain } from "./explain.ts";
import { readKnowledge } from "./knowledge.ts";
import { readCases } from "./read-cases.ts";
import { openWords } from "./words.ts";

/**
 * `threshold assess FILE [--json]`: judges every case of a file. What is wrong goes to stderr, one line each; the other
 * cases are still answered. Returns 0 where all were answered, else 2.
 */
export async function run(args: readonly string[]): Promise<number> {
  const words = await openWords();
  const complain = (line: string): void => console.error(line);
  const files = args.filter((arg) => arg === "-" || !arg.startsWith("-"));
  const options = args.filter((arg) => !files.includes(arg));
  const [file] = files;
  const unknown = options.find((option) => option !== "--json");
  if (file === undefined || files.length > 1 || unknown !== undefined) {
    if (unknown !== undefined) complain(words.say("command.unknown-option", { option: JSON.stringify(unknown) }));
    complain(words.say("command.assess-usage"));
    return 2;
  }
  const json = options.includes("--json");
  const read = await readCases(file);
  if (!read.ok) {
    const where = read.code === "broken" ? { line: read.place.line, column: read.place.column } : {};
    complain(words.say(`command.file-${read.code}`, { file, ...where }));
    if (json) console.log("[]");
    return 2;
  }

  const list = (await readKnowledge("list.json")) as IndicatorList;
  const answers: Assessment[] = [];
  let allAnswered = true;
  for (const [index, given] of read.cases.entries()) {
    const parsed = parse(list, given);
    if (parsed.ok) {
      answers.push(assess(list, parsed.value));
    } else {
      allAnswered = false;
      for (const error of parsed.errors) complain(explain(words, given, index + 1, error));
    }
  }
  if (json) console.log(JSON.stringify(answers, null, 2));
  else if (answers.length > 0) console.log(describe(words, answers));
  return allAnswered ? 0 : 2;
}
