import { writeCsv } from "@threshold/interchange/csv";
import { withGuard } from "@threshold/interchange/formula";
import type { Sink } from "./answers/sink.ts";
import { REJECTED } from "./cases/columns.ts";
import type { Row, RowError, Where } from "./cases/row.ts";
import { reasonOf } from "./complaint.ts";
import type { Words } from "./words.ts";

type CaseRow = Extract<Row, { kind: "case" }>;
type Piece = Extract<Row, { kind: "piece" }>;

/** Keeps the rows that could not be taken, as they were, each with what is wrong: nothing is lost. */
export interface Rejects {
  add(row: CaseRow, errors: readonly RowError[]): void;
  /** A row that is too long to be held, piece by piece. */
  addPiece(piece: Piece, error: RowError): void;
}

/** One object a line: `row` is the text that stood in the file. */
export function jsonRejects(sink: Sink, words: Words): Rejects {
  const begin = ({ line, number }: Where, errors: readonly RowError[]): string => {
    const problems = errors.map((error) => ({ column: error.field, code: error.code, reason: reasonOf(words, error) }));
    return `${JSON.stringify({ line, number, problems }).slice(0, -1)},"row":`;
  };
  return {
    add: (row, errors) => sink.write(`${begin(row, errors)}${JSON.stringify(row.text)}}\n`),
    addPiece: (piece, error) => {
      const text = JSON.stringify(piece.text).slice(1, -1);
      sink.write(`${piece.first ? `${begin(piece, [error])}"` : ""}${text}${piece.last ? '"}\n' : ""}`);
    },
  };
}

/**
 * The same columns as the file, with what is wrong before them: mended there, it can be given to `assess` again as it is.
 * A row that could not be taken apart stands whole in `rejected.row`.
 */
export function csvRejects(sink: Sink, words: Words, header: readonly string[]): Rejects {
  const names = Object.values<string>(REJECTED);
  const kept = header.flatMap((name, index) => (names.includes(name.trim().toLowerCase()) ? [] : [index]));
  sink.write(writeCsv([[...names, ...kept.map((index) => header[index] ?? "")]]));
  const begin = ({ line, number }: Where, errors: readonly RowError[]): string[] => [
    String(line ?? number),
    errors.map(({ field }) => field).join("; "),
    errors.map((error) => reasonOf(words, error)).join(" "),
  ];
  return {
    add: (row, errors) => {
      const { cells } = row;
      // A row with more cells than the header has would not come back whole.
      const fits = cells !== undefined && cells.length <= header.length && !errors.some(({ code }) => code === "cells");
      const own = kept.map((index) => (fits ? (cells[index] ?? "") : ""));
      sink.write(writeCsv([[...begin(row, errors), fits ? "" : row.text, ...own]]));
    },
    addPiece: (piece, error) => {
      const text = (piece.first ? withGuard(piece.text) : piece.text).replaceAll('"', '""');
      const before = writeCsv([begin(piece, [error])]).replace(/\r\n$/, ',"');
      sink.write(`${piece.first ? before : ""}${text}${piece.last ? `"${",".repeat(kept.length)}\r\n` : ""}`);
    },
  };
}
