import type { IndicatorList } from "@threshold/identification";
import { fromHtcds, fromResponse, fromSubmissions, readCsv } from "@threshold/interchange";
import { readKnowledge } from "../knowledge.ts";
import type { Words } from "../words.ts";
import { fail, OWNER } from "./cases.ts";
import { inJson, readText, readValues, writeAll } from "./files.ts";
import type { Task } from "./task.ts";

/** What came back as cases, and a sentence for each thing that did not. Sentences name places, never what stands there. */
interface Back {
  readonly cases: readonly unknown[];
  readonly said: readonly string[];
  /** Whether a whole case was not taken. */
  readonly refused: boolean;
}

/** Writes what a form's submissions, or a file of HTCDS, say, as JSON. Returns the exit code. */
export async function exportBack(words: Words, { format, what, out, force }: Task): Promise<number> {
  const list = (await readKnowledge("list.json")) as IndicatorList;
  const file = what ?? "";
  const back = await { xlsform: submissions, fhir: responses, htcds: rows }[format](words, list, file);
  if (typeof back === "string") return fail(back, 2);
  const failed = await writeAll(words, [{ path: out, content: inJson(back.cases) }], force, OWNER);
  if (failed !== null) return fail(failed, 1);
  for (const sentence of back.said) console.error(sentence);
  console.log(words.say("command.export-cases", { count: back.cases.length, file: out }));
  return back.refused ? 2 : 0;
}

async function submissions(words: Words, list: IndicatorList, file: string): Promise<Back | string> {
  const { say } = words;
  const text = await readText(words, file);
  if (!text.ok) return text.why;
  const read = fromSubmissions(list, text.text);
  if (!read.ok) return say("command.export-no-csv", { file, row: read.row });
  const { cases, refused, ignored } = read;
  return {
    cases: cases.map(({ input }) => input),
    refused: refused.length > 0,
    said: [
      ...refused.map(({ row, faults }) =>
        say("command.export-refused", {
          number: row,
          questions: [...new Set(faults.map(({ question }) => question))].join(", "),
        }),
      ),
      ...(ignored.length > 0 ? [say("command.export-ignored", { names: named(ignored) })] : []),
    ],
  };
}

async function responses(words: Words, list: IndicatorList, file: string): Promise<Back | string> {
  const read = await readValues(words, file);
  if (!read.ok) return read.why;
  const cases: unknown[] = [];
  const said: string[] = [];
  for (const [index, given] of read.values.entries()) {
    const taken = fromResponse(list, given);
    const number = index + 1;
    if (taken.ok) {
      cases.push(taken.input);
      if (taken.ignored.length > 0) said.push(words.say("command.export-ignored", { names: named(taken.ignored) }));
    } else {
      const questions = [...new Set(taken.faults.map(({ question }) => question))].join(", ");
      said.push(
        words.say(`command.export-${taken.code === "answers" ? "refused" : "no-response"}`, { number, questions }),
      );
    }
  }
  return { cases, said, refused: cases.length < read.values.length };
}

async function rows(words: Words, _list: IndicatorList, file: string): Promise<Back | string> {
  const text = await readText(words, file);
  if (!text.ok) return text.why;
  const csv = readCsv(text.text);
  if (!csv.ok) return words.say("command.export-no-csv", { file, row: csv.row });
  const read = fromHtcds(csv.rows);
  if (!read.ok) return words.say("command.export-no-htcds", { file });
  const left = new Map<string, number>();
  for (const { field } of read.left) left.set(field, (left.get(field) ?? 0) + 1);
  return {
    cases: read.files,
    refused: false,
    said: [
      ...[...left].map(([field, count]) => words.say("command.export-left", { field, count })),
      ...(read.unknown.length > 0 ? [words.say("command.export-ignored", { names: named(read.unknown) })] : []),
    ],
  };
}

const MOST = 10;
const LONGEST = 64;

/** The first few names of a file of others, without characters that steer a terminal. */
function named(names: readonly string[]): string {
  const some = names.slice(0, MOST).map((name) => name.slice(0, LONGEST).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " "));
  return [...some, ...(names.length > MOST ? ["…"] : [])].join(", ");
}
