import { statSync } from "node:fs";
import { extname } from "node:path";
import { KINDS, type Kind } from "./answers/writer.ts";
import { FORMATS, type Format } from "./cases/format.ts";
import { readChoice, readOptions } from "./options.ts";
import { languages, type Words } from "./words.ts";

/** What `assess` was asked to do. */
export interface AssessOptions {
  /** A path, or `-` for standard input. */
  readonly file: string;
  readonly from: Format | null;
  readonly to: Kind | null;
  /** A path, or null for standard output. */
  readonly out: string | null;
  readonly rejects: string | null;
  readonly explain: boolean;
  readonly progress: boolean;
  readonly language: string;
  readonly help: boolean;
}

const known = {
  from: "text",
  to: "text",
  json: "switch",
  out: "text",
  rejects: "text",
  explain: "switch",
  progress: "switch",
  language: "text",
  help: "switch",
} as const;

const named: Readonly<Record<string, Kind>> = {
  ".csv": "csv",
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".json": "json",
  ".txt": "text",
};

/** Reads the arguments of `assess`, or says in one sentence what does not fit. */
export async function readAssessOptions(words: Words, args: readonly string[]): Promise<AssessOptions | string> {
  const read = readOptions(words, args, known, 1);
  if (!read.ok) return read.why;
  const { given, names } = read;
  const from = readChoice(words, "--from", given.from, FORMATS);
  const to = readChoice(words, "--to", given.to, KINDS);
  const language = readChoice(words, "--language", given.language, await languages());
  if (!from.ok) return from.why;
  if (!to.ok) return to.why;
  if (!language.ok) return language.why;
  if (given.json !== undefined && to.value !== null && to.value !== "json")
    return words.say("command.options-clash", { one: "--json", other: `--to ${to.value}` });
  const [file] = names;
  const help = given.help !== undefined;
  if (file === undefined && !help) return words.say("command.assess-no-file");
  const out = given.out ?? null;
  const rejects = given.rejects ?? null;
  const twice = sameFile(file ?? "-", out, rejects);
  if (twice !== null) return words.say("command.same-file", { file: twice });
  return {
    ...{ file: file ?? "-", out, rejects, help, from: from.value },
    to:
      given.json !== undefined
        ? "json"
        : (to.value ?? (out === null ? null : (named[extname(out).toLowerCase()] ?? null))),
    explain: given.explain !== undefined,
    progress: given.progress !== undefined,
    language: language.value ?? words.language,
  };
}

/** A file that would be written over while it is read, or written twice. */
function sameFile(file: string, out: string | null, rejects: string | null): string | null {
  const names = [file === "-" ? null : file, out, rejects].filter((name) => name !== null);
  const marks = names.map(markOf);
  return names.find((_, index) => marks.indexOf(marks[index] ?? "") < index) ?? null;
}

/** What two names of one regular file have in common, whatever links lead there. */
function markOf(name: string, index: number): string {
  try {
    const stat = statSync(name);
    return stat.isFile() ? `${stat.dev}:${stat.ino}` : `no file ${index}`;
  } catch {
    return `new ${name}`;
  }
}
