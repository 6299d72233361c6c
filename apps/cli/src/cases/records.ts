import Papa from "papaparse";
import { type Line, LONGEST } from "./lines.ts";

/** A record of a CSV file: a line, or several where a quoted cell holds line breaks. */
export type CsvRecord =
  | { readonly line: number; readonly text: string; readonly cells: readonly string[]; readonly fault?: undefined }
  | { readonly line: number; readonly text: string; readonly cells?: undefined; readonly fault: "quotes" | "no-text" }
  | (Extract<Line, { kind: "piece" }> & { readonly cells?: undefined; readonly fault: "too-long" });

type TextLine = Extract<Line, { kind: "line" }>;

/**
 * Puts lines together to records in constant memory. A quote that nobody closed would swallow the rest of the file: after
 * `LONGEST` characters, at a cell that cannot be, and at the end, only the line with the quote is given up, and what lies
 * behind it is read again as lines of its own.
 */
export class RecordCutter {
  private readonly delimiter: string;
  private open: TextLine[] = [];
  private size = 0;

  constructor(delimiter: string) {
    this.delimiter = delimiter;
  }

  /** Reads one line; adds the records that are whole now. */
  take(line: Line, records: CsvRecord[]): void {
    if (line.kind === "piece") {
      if (line.first) this.end(records);
      records.push({ ...line, fault: "too-long" });
      return;
    }
    if (!line.utf8) {
      this.end(records);
      records.push({ line: line.line, text: line.text, fault: "no-text" });
      return;
    }
    const inside = this.open.length > 0;
    const text = line.text.endsWith("\r") ? line.text.slice(0, -1) : line.text;
    if (!inside && !text.includes('"')) {
      if (text.trim() !== "") records.push({ line: line.line, text, cells: text.split(this.delimiter) });
      return;
    }
    this.open.push(line);
    this.size += line.text.length;
    const state = stateAfter(text, inside, this.delimiter);
    if (state === "closed") this.finish(records);
    else if (state === "broken" || this.size > LONGEST) this.giveUp(records);
  }

  /** The file ends: what is still open never closed. */
  end(records: CsvRecord[]): void {
    while (this.open.length > 0) this.giveUp(records);
  }

  private finish(records: CsvRecord[]): void {
    const line = this.open[0]?.line ?? 0;
    const text = this.open
      .map((one) => one.text)
      .join("\n")
      .replace(/\r$/, "");
    this.open = [];
    this.size = 0;
    const { data, errors } = Papa.parse<string[]>(text, { delimiter: this.delimiter, newline: "\n" });
    const [cells] = data;
    if (cells === undefined || data.length > 1 || errors.length > 0) records.push({ line, text, fault: "quotes" });
    else records.push({ line, text, cells });
  }

  private giveUp(records: CsvRecord[]): void {
    const [first, ...others] = this.open;
    this.open = [];
    this.size = 0;
    if (first === undefined) return;
    records.push({ line: first.line, text: first.text.replace(/\r$/, ""), fault: "quotes" });
    for (const other of others) this.take(other, records);
  }
}

/** Whether a record ends with this line (`closed`), goes on in the next one, or holds text behind a closing quote. */
function stateAfter(text: string, inside: boolean, delimiter: string): "closed" | "open" | "broken" {
  let at = 0;
  let quoted = inside;
  for (;;) {
    if (quoted) {
      const quote = text.indexOf('"', at);
      if (quote === -1) return "open";
      at = quote + 1;
      if (text[at] === '"') {
        at++;
        continue;
      }
      while (text[at] === " ") at++;
      if (at === text.length) return "closed";
      if (text[at] !== delimiter) return "broken";
      at++;
    }
    quoted = text[at] === '"';
    if (quoted) {
      at++;
      continue;
    }
    const next = text.indexOf(delimiter, at);
    if (next === -1) return "closed";
    at = next + 1;
  }
}
