import { readFile } from "node:fs/promises";
import { jsonFault, type Place } from "./json-fault.ts";

export type CasesFile =
  | { readonly ok: true; readonly cases: readonly unknown[] }
  | { readonly ok: false; readonly code: "missing" | "folder" | "unreadable" | "no-text" }
  | { readonly ok: false; readonly code: "broken"; readonly place: Place };

/**
 * Reads the cases of a JSON file: one case, or an array of them; `-` is standard input. A byte-order mark is accepted.
 * The cases themselves are not looked at.
 */
export async function readCases(file: string): Promise<CasesFile> {
  const bytes = await read(file);
  if (typeof bytes === "string") return { ok: false, code: bytes };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, code: "no-text" };
  }
  const content = parseJson(text);
  if (!content.ok) return { ok: false, code: "broken", place: content.place };
  return { ok: true, cases: Array.isArray(content.value) ? content.value : [content.value] };
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; place: Place } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const place = jsonFault(text);
    if (place === null) throw error;
    return { ok: false, place };
  }
}

async function read(file: string): Promise<Uint8Array | "missing" | "folder" | "unreadable"> {
  try {
    return file === "-" ? await readInput() : await readFile(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return "missing";
    return code === "EISDIR" ? "folder" : "unreadable";
  }
}

async function readInput(): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part);
  return Buffer.concat(parts);
}
