import { jsonFault, type Place } from "../json-fault.ts";
import type { Row } from "./row.ts";

/** The largest JSON text that is read, in MB: it has to be held whole. JSON Lines and CSV of any size are read as they come. */
export const LARGEST = 64;
const MEGABYTE = 1024 * 1024;
const AT_ONCE = 100;

export type JsonFile =
  | { readonly ok: true; readonly rows: AsyncIterable<readonly Row[]> }
  | { readonly ok: false; readonly code: "no-text" | "too-large" }
  | { readonly ok: false; readonly code: "broken"; readonly place: Place };

/** Reads the cases of one JSON text: one case, or an array of them. A byte-order mark is accepted. The cases themselves are not looked at. */
export async function openJson(chunks: AsyncIterable<Buffer>): Promise<JsonFile> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of chunks) {
    parts.push(part);
    size += part.length;
    if (size > LARGEST * MEGABYTE) return { ok: false, code: "too-large" };
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    return { ok: false, code: "no-text" };
  }
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, rows: rowsOf(Array.isArray(value) ? value : [value]) };
  } catch (error) {
    const place = jsonFault(text);
    if (place === null) throw error;
    return { ok: false, code: "broken", place };
  }
}

async function* rowsOf(cases: readonly unknown[]): AsyncGenerator<readonly Row[]> {
  for (let from = 0; from < cases.length; from += AT_ONCE) {
    yield cases.slice(from, from + AT_ONCE).map((given, index): Row => {
      const number = from + index + 1;
      return {
        ...{ kind: "case", line: null, number, given, errors: [] },
        // Asked for only where the case cannot be taken.
        get text() {
          return JSON.stringify(given);
        },
      };
    });
  }
}
