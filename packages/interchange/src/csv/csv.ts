import Papa from "papaparse";
import { withGuard, withoutGuard } from "./formula.ts";

export type Rows = readonly (readonly string[])[];

export type ReadCsv =
  | { readonly ok: true; readonly rows: Rows }
  /** The row, counted from 1, where the file stops being CSV: a quote that is never closed, or stands in the wrong place. */
  | { readonly ok: false; readonly row: number };

/** Rows as RFC 4180 has them: commas, CRLF behind each row, quotes where a cell needs them. No cell starts a formula. */
export function writeCsv(rows: Rows): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/**
 * The rows of a CSV text, cells as they were before `writeCsv`. Any line ends, and a byte-order mark, are accepted; rows may
 * differ in length; an empty line is a row of one empty cell.
 */
export function readCsv(text: string): ReadCsv {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ""), { delimiter: "," });
  const [fault] = errors;
  if (fault !== undefined) return { ok: false, row: (fault.row ?? 0) + 1 };
  // What stands behind the last line end is no row.
  const rows = text === "" || /[\r\n]$/.test(text) ? data.slice(0, -1) : data;
  return { ok: true, rows: rows.map((row) => row.map(withoutGuard)) };
}

function cell(text: string): string {
  const safe = withGuard(text);
  // Some readers take blanks at the ends away.
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
