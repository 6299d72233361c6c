import type { IndicatorList } from "@threshold/identification";
import { BASES, type Basis, type CaseFile, readCaseFile, toHtcds, writeCsv } from "@threshold/interchange";
import { complain } from "../complaint.ts";
import { readKnowledge } from "../knowledge.ts";
import { readChoice } from "../options.ts";
import type { Words } from "../words.ts";
import { readValues, writeAll } from "./files.ts";
import type { Task } from "./task.ts";

/** It speaks of people: only its owner may read it. */
export const OWNER = 0o600;

/** Writes case files as CSV of HTCDS 2.0. A case that cannot be read is named; the others still go. Returns the exit code. */
export async function exportCases(words: Words, { what, out, basis: code, recipient, force }: Task): Promise<number> {
  const chosen = readChoice(words, "--basis", code ?? undefined, BASES);
  if (!chosen.ok) return fail(chosen.why, 2);
  const read = await readValues(words, what ?? "");
  if (!read.ok) return fail(read.why, 2);
  const list = (await readKnowledge("list.json")) as IndicatorList;
  const files: CaseFile[] = [];
  let whole = true;
  for (const [index, given] of read.values.entries()) {
    const taken = readCaseFile(list, given);
    if (taken.ok) files.push(taken.file);
    else {
      whole = false;
      for (const error of taken.errors) console.error(complain(words, { line: null, number: index + 1 }, null, error));
    }
  }
  const basis: Basis | null = chosen.value === null || recipient === null ? null : { code: chosen.value, recipient };
  const { rows, depersonalised, withdrawn } = toHtcds(list, files, basis);
  const failed = await writeAll(words, [{ path: out, content: writeCsv(rows) }], force, OWNER);
  if (failed !== null) return fail(failed, 1);
  const say = (key: string, count: number): void => {
    if (count > 0) console.error(words.say(key, { count }));
  };
  say("command.export-depersonalised", depersonalised.length);
  say("command.export-withdrawn", withdrawn.length);
  console.log(words.say("command.export-cases", { count: rows.length - 1, file: out }));
  return whole ? 0 : 2;
}

export function fail(sentence: string, code: number): number {
  console.error(sentence);
  return code;
}
