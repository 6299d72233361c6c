import type { IndicatorList } from "@threshold/identification";
import { CannotWrite, openFile, openOutput, type Sink } from "./answers/sink.ts";
import { type Kind, writerOf } from "./answers/writer.ts";
import { type AssessOptions, readAssessOptions } from "./assess-options.ts";
import { type OpenedCases, openCases } from "./cases/open-cases.ts";
import { judge } from "./judge.ts";
import { readKnowledge } from "./knowledge.ts";
import { Progress } from "./progress.ts";
import { csvRejects, jsonRejects, type Rejects } from "./rejects.ts";
import { onStop } from "./stopping.ts";
import { Tally } from "./tally.ts";
import { openWords, type Words } from "./words.ts";

type Cases = Extract<OpenedCases, { readonly ok: true }>;

/**
 * `threshold assess FILE`: judges every case of a file, or of standard input, in constant memory where it is JSON Lines or
 * CSV. Answers go to stdout or `--out`; what is wrong goes to stderr and `--rejects`, and never stops the others.
 *
 * @returns 0 where all were judged, 2 where a row, the file or an option could not be taken, 1 where an answer could not be
 * written, 130 after Ctrl-C and 143 after SIGTERM.
 */
export async function run(args: readonly string[]): Promise<number> {
  const words = await openWords();
  const options = await readAssessOptions(words, args);
  if (typeof options === "string") {
    console.error(`${options}\n${words.say("command.assess-usage")}`);
    return 2;
  }
  if (options.help) {
    console.log(`${words.say("command.assess-usage")}\n\n${words.say("command.assess-help")}`);
    return 0;
  }
  const spoken = await openWords(options.language);
  const list = (await readKnowledge("list.json")) as IndicatorList;
  const cases = await openCases(spoken, list, options.file, options.from);
  if (!cases.ok) {
    for (const line of cases.why) console.error(line);
    if (options.to === "json" && options.out === null) console.log("[]");
    return 2;
  }
  try {
    return await answer(spoken, list, cases, options);
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error;
    // A reader such as `head` may have enough before the end: nothing is wrong then.
    if (error.code === "EPIPE") return 0;
    // What stops a stream is told in `main.ts`, for every command.
    if (process.stdout.errored !== null) return 1;
    const full = ["ENOSPC", "EDQUOT"].includes(error.code);
    const { file, message } = error;
    console.error(spoken.say(full ? "command.disk-full" : "command.cannot-write", { file, why: message }));
    return 1;
  } finally {
    cases.bytes.close();
  }
}

async function answer(words: Words, list: IndicatorList, cases: Cases, options: AssessOptions): Promise<number> {
  const { bytes, format } = cases;
  const whole = format === "json";
  const out = options.out === null ? openOutput() : openFile(options.out);
  const kept = options.rejects === null ? null : openFile(options.rejects);
  // A process that ends early, since its reader went away, still leaves whole files.
  process.once("exit", () => closeQuietly(out, kept));
  const stopping = onStop(() => bytes.stop());
  const progress = progressOf(words, options, whole);
  const tally = new Tally();
  const done = await judge({
    ...{ words, list, rows: cases.rows, out, tally },
    writer: writerOf(options.to ?? usualKind(whole, options), words, options.explain),
    explain: options.explain,
    rejects: kept === null ? null : rejectsOf(words, kept, options, cases),
    // One JSON text is small, so that each fault can be named at once.
    complain: whole ? (line) => console.error(line) : null,
    tick: () => progress?.tick(bytes, tally.taken + tally.notTaken),
    stopped: () => stopping.code !== null,
  }).finally(() => {
    stopping.ignore();
    progress?.end(bytes, tally.taken + tally.notTaken);
  });
  out.close();
  kept?.close();
  const complaints = [
    ...(done ? [] : [words.say("command.file-unreadable", { file: options.file })]),
    ...(stopping.code === null ? [] : [words.say("command.stopped-early")]),
    ...(whole ? [] : tally.report(words)),
    ...(tally.notTaken > 0 && !whole ? [words.say(hint(options, cases), { file: options.rejects ?? "" })] : []),
    ...(stopping.code === null && (await bytes.grown())
      ? [words.say("command.file-grown", { file: options.file })]
      : []),
  ];
  for (const line of complaints) console.error(line);
  if (stopping.code !== null) return stopping.code;
  return done && tally.notTaken === 0 ? 0 : 2;
}

/** Sentences for few cases and for eyes; one answer a line for many and for programs. */
function usualKind(whole: boolean, { out }: AssessOptions): Kind {
  return whole || (out === null && process.stdout.isTTY) ? "text" : "jsonl";
}

function rejectsOf(words: Words, kept: Sink, { rejects }: AssessOptions, { columns }: Cases): Rejects {
  return isCsv(rejects ?? "") ? csvRejects(kept, words, columns?.names ?? []) : jsonRejects(kept, words);
}

/** A bar would be torn apart by answers on the same terminal. */
function progressOf(words: Words, { progress, out }: AssessOptions, whole: boolean): Progress | null {
  const { stderr, stdout } = process;
  const bar = stderr.isTTY && (out !== null || !stdout.isTTY);
  return !whole && (bar || (progress && !stderr.isTTY)) ? new Progress(words, stderr) : null;
}

/** What to do with the rows that were not taken. Only CSV can be mended as it is. */
function hint({ rejects }: AssessOptions, { columns }: Cases): string {
  if (rejects === null) return "command.rejects-hint";
  return columns !== null && isCsv(rejects) ? "command.rejects-mend" : "command.rejects-kept";
}

function isCsv(file: string): boolean {
  return file.toLowerCase().endsWith(".csv");
}

function closeQuietly(...sinks: (Sink | null)[]): void {
  for (const sink of sinks) {
    try {
      sink?.close();
    } catch {
      // The disk is full, which was said before.
    }
  }
}
