import type { IndicatorList } from "@threshold/identification";
import { withoutGuard } from "@threshold/interchange/formula";
import { type Columns, type HeaderError, readHeader } from "./columns.ts";
import type { Line } from "./lines.ts";
import { type CsvRecord, RecordCutter } from "./records.ts";
import type { Row } from "./row.ts";

export type CsvFile =
  | { readonly ok: true; readonly columns: Columns; readonly rows: AsyncIterable<readonly Row[]> }
  | { readonly ok: false; readonly errors: readonly HeaderError[] }
  /** The file is empty, or its header cannot be read as one. */
  | { readonly ok: false; readonly errors: null };

const DELIMITERS = [",", ";", "\t"] as const;

/**
 * Opens CSV: reads the header, in which commas, semicolons or tabs part the columns, then hands out the rows as they come.
 * Rows without anything in them are none.
 */
export async function openCsv(list: IndicatorList, lines: AsyncIterator<readonly Line[]>): Promise<CsvFile> {
  let cutter: RecordCutter | undefined;
  let records: CsvRecord[] = [];
  for (;;) {
    const { value, done } = await lines.next();
    const some: readonly Line[] = done ? [] : value;
    const first = some.find((line) => line.text.trim() !== "");
    if (first !== undefined) cutter ??= new RecordCutter(delimiterOf(first.text));
    for (const line of some) cutter?.take(line, records);
    if (done) cutter?.end(records);
    if (records.length > 0 || done) break;
  }
  const [header] = records;
  if (cutter === undefined || header === undefined || header.cells === undefined) return { ok: false, errors: null };
  const read = readHeader(list, header.cells);
  if (!read.ok) return read;
  records = records.slice(1);
  return { ok: true, columns: read.columns, rows: rowsOf(read.columns, cutter, records, lines) };
}

/** What parts the header's cells: the sign that stands there most often. */
function delimiterOf(header: string): string {
  const outside = header.replace(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((delimiter) => outside.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

async function* rowsOf(
  columns: Columns,
  cutter: RecordCutter,
  first: readonly CsvRecord[],
  lines: AsyncIterator<readonly Line[]>,
): AsyncGenerator<readonly Row[]> {
  let number = 0;
  const toRow = (record: CsvRecord): Row => {
    const { line, text } = record;
    if (record.fault === "too-long") {
      if (record.first) number++;
      return { kind: "piece", line, text, number, first: record.first, last: record.last };
    }
    number++;
    if (record.cells !== undefined) {
      const cells = record.cells.map((cell) => (cell.startsWith("'") ? withoutGuard(cell) : cell));
      return { kind: "case", line, text, number, cells, ...columns.read(cells) };
    }
    const error = { field: "", code: record.fault, given: "", nearest: null };
    return { kind: "case", line, text, number, given: null, errors: [error] };
  };
  const rowsFrom = (records: readonly CsvRecord[]) =>
    records.filter(({ cells }) => cells === undefined || cells.some((cell) => cell.trim() !== "")).map(toRow);
  yield rowsFrom(first);
  for (;;) {
    const { value, done } = await lines.next();
    const records: CsvRecord[] = [];
    if (done) cutter.end(records);
    else for (const line of value as readonly Line[]) cutter.take(line, records);
    yield rowsFrom(records);
    if (done) return;
  }
}
