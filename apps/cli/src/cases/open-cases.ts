import type { IndicatorList } from "@threshold/identification";
import { complainOfHeader } from "../complaint.ts";
import type { Words } from "../words.ts";
import { type Bytes, openBytes } from "./bytes.ts";
import type { Columns } from "./columns.ts";
import { openCsv } from "./csv-file.ts";
import { type Format, tellFormat } from "./format.ts";
import { LARGEST, openJson } from "./json-file.ts";
import { jsonLineRows } from "./json-lines.ts";
import { linesOf } from "./lines.ts";
import type { Row } from "./row.ts";

export type OpenedCases =
  | {
      readonly ok: true;
      readonly format: Format;
      readonly bytes: Bytes;
      readonly rows: AsyncIterable<readonly Row[]>;
      /** The header of CSV. */
      readonly columns: Columns | null;
    }
  /** One sentence for each thing that stops the whole file from being read. */
  | { readonly ok: false; readonly why: readonly string[] };

/** Opens a file of cases, or standard input (`-`), whatever of our formats it holds. */
export async function openCases(
  words: Words,
  list: IndicatorList,
  file: string,
  asked: Format | null,
): Promise<OpenedCases> {
  const opened = await openBytes(file);
  const fail = (code: string, more: Record<string, string | number> = {}): OpenedCases => {
    return { ok: false, why: [words.say(`command.file-${code}`, { file, ...more })] };
  };
  if (!opened.ok) return fail(opened.code);
  const { bytes } = opened;
  const close = (answer: OpenedCases): OpenedCases => {
    bytes.close();
    return answer;
  };
  try {
    const { format, chunks } = await tellFormat(file, asked, bytes.chunks);
    if (format === null) return close(fail("no-text"));
    if (format === "jsonl") return { ok: true, format, bytes, rows: jsonLineRows(linesOf(chunks)), columns: null };
    if (format === "json") {
      const json = await openJson(chunks);
      if (json.ok) return { ok: true, format, bytes, rows: json.rows, columns: null };
      if (json.code === "broken") return close(fail("broken", { line: json.place.line, column: json.place.column }));
      return close(fail(json.code, { limit: LARGEST }));
    }
    const csv = await openCsv(list, linesOf(chunks));
    if (csv.ok) return { ok: true, format, bytes, rows: csv.rows, columns: csv.columns };
    if (csv.errors === null) return close(fail("no-header"));
    return close({ ok: false, why: complainOfHeader(words, file, csv.errors) });
  } catch {
    return close(fail("unreadable"));
  }
}
