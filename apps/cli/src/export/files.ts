import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { jsonFault } from "../json-fault.ts";
import { reasonOf } from "../reason.ts";
import type { Words } from "../words.ts";

/** A file still to be written. */
export interface Made {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes all files, or none where one of them is there already and may not be written over. Each is whole or not there: it is
 * written beside its place first. Only its owner may read what speaks of people.
 *
 * @returns null, or the sentence that says why not
 */
export async function writeAll(
  words: Words,
  files: readonly Made[],
  force: boolean,
  mode: number,
): Promise<string | null> {
  const there = files.find(({ path }) => !force && existsSync(path));
  if (there !== undefined) return words.say("command.export-exists", { file: there.path });
  for (const { path, content } of files) {
    const beside = join(dirname(path), `.${process.pid}-${Date.now()}.part`);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(beside, content, { mode });
      await rename(beside, path);
    } catch (error) {
      // What stopped the writing may stop the tidying up as well; the first reason is the one to tell.
      await rm(beside, { force: true }).catch(() => {});
      return words.say("command.cannot-write", { file: path, why: reasonOf(error) });
    }
  }
  return null;
}

export type ReadText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

/** The text of a file, or the sentence that says what to do. */
export async function readText(words: Words, file: string): Promise<ReadText> {
  const fail = (code: string): ReadText => ({ ok: false, why: words.say(`command.file-${code}`, { file }) });
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file)) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return fail("missing");
    if (code === "EISDIR") return fail("folder");
    return fail(error instanceof TypeError ? "no-text" : "unreadable");
  }
}

export type ReadValues =
  | { readonly ok: true; readonly values: readonly unknown[] }
  | { readonly ok: false; readonly why: string };

/** What a JSON file holds: one value, or a list of them. */
export async function readValues(words: Words, file: string): Promise<ReadValues> {
  const read = await readText(words, file);
  if (!read.ok) return read;
  const fault = jsonFault(read.text);
  if (fault !== null)
    return { ok: false, why: words.say("command.file-broken", { file, line: fault.line, column: fault.column }) };
  const value: unknown = JSON.parse(read.text);
  return { ok: true, values: Array.isArray(value) ? value : [value] };
}

export function inJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
