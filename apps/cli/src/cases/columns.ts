import { type CaseError, type IndicatorList, nearest } from "@threshold/identification";
import type { RowError } from "./row.ts";

/** One thing that is wrong with a header: the column as the file names it, and what it may have meant. */
export interface HeaderError {
  readonly code: "unknown" | "twice" | "nothing-known";
  readonly column: string;
  readonly nearest: string | null;
}

/** A header that was understood: makes the cells of a row into what `parse` takes. */
export interface Columns {
  readonly names: readonly string[];
  read(cells: readonly string[]): { readonly given: Readonly<Record<string, unknown>>; readonly errors: RowError[] };
}

/** What a rejects file says about its rows: read over when it is given back. */
export const REJECTED = {
  line: "rejected.line",
  column: "rejected.column",
  reason: "rejected.reason",
  row: "rejected.row",
} as const;
const TEXTS = ["age", "form", "form_basis", "form_stage"] as const;
const LISTS = ["act", "present", "absent", "used", "statements"] as const;
const FLAGS = ["claims", "offence", "supervised"] as const;
const NAMES: readonly string[] = ["id", ...TEXTS, ...LISTS, ...FLAGS];
const FLAG_WORDS = new Map([
  ...["true", "yes", "1"].map((word) => [word, true] as const),
  ...["false", "no", "0"].map((word) => [word, false] as const),
]);
/** In a column of one sign: whether it was noticed, or looked for and not there. Empty: unknown. */
const SIGN_WORDS = new Map([
  ...["seen", "said", "1"].map((word) => [word, "present"] as const),
  ...["not-there", "0"].map((word) => [word, "absent"] as const),
]);

type Kind = "id" | "text" | "list" | "flag" | "sign" | "unmended" | "ignored" | "unnamed";

/**
 * Understands a header. A column is one of a case's fields, or a sign's id; anything else is an error before a row is read,
 * so that nothing about a person is passed over in silence, and ethnicity, nationality and religion cannot come in.
 */
export function readHeader(
  list: IndicatorList,
  header: readonly string[],
): { readonly ok: true; readonly columns: Columns } | { readonly ok: false; readonly errors: readonly HeaderError[] } {
  const signs = new Set(list.indicators.map(({ id }) => id));
  const errors: HeaderError[] = [];
  const names = header.map((name) => name.trim().toLowerCase());
  const columns = names.map((name, index): { readonly name: string; readonly kind: Kind } => {
    const kind = kindOf(name, signs);
    const column = header[index]?.trim() ?? "";
    if (kind === null) errors.push({ code: "unknown", column, nearest: likely(name, [...NAMES, ...signs]) });
    else if (name !== "" && names.indexOf(name) < index) errors.push({ code: "twice", column, nearest: null });
    return { name, kind: kind ?? "ignored" };
  });
  if (errors.length === 0 && columns.every(({ kind }) => kind === "ignored" || kind === "unnamed"))
    errors.push({ code: "nothing-known", column: header[0]?.trim() ?? "", nearest: null });
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, columns: { names: header, read: (cells) => readCells(columns, cells) } };
}

function kindOf(name: string, signs: ReadonlySet<string>): Kind | null {
  if (name === "") return "unnamed";
  if (name === "id") return "id";
  if (TEXTS.some((one) => one === name)) return "text";
  if (LISTS.some((one) => one === name)) return "list";
  if (FLAGS.some((one) => one === name)) return "flag";
  if (name === REJECTED.row) return "unmended";
  if (Object.values<string>(REJECTED).includes(name)) return "ignored";
  return signs.has(name) ? "sign" : null;
}

/** A name is worth suggesting only where it is a likely slip: nothing here stands near "religion". */
function likely(name: string, known: readonly string[]): string | null {
  const near = nearest(name, known);
  return near !== null && near.slice(0, 3) === name.slice(0, 3) ? near : null;
}

function readCells(columns: readonly { readonly name: string; readonly kind: Kind }[], cells: readonly string[]) {
  const errors: RowError[] = [];
  const given: Record<string, unknown> = {};
  const form: Record<string, string> = {};
  const lists: Record<string, string[]> = {};
  const add = (name: string, ids: readonly string[]) => {
    lists[name] = [...(lists[name] ?? []), ...ids];
  };
  // The nearest word could say the contrary: all are named instead.
  const unknown = (field: string, cell: string, known: ReadonlyMap<string, unknown>) =>
    errors.push({ field, code: "unknown-word", given: cell.slice(0, 64), nearest: [...known.keys()].join(", ") });
  // Programs that add empty cells at the end of a row are many; a row that is too short may have been cut off.
  if (cells.length < columns.length || cells.slice(columns.length).some((cell) => cell.trim() !== "")) {
    errors.push({ field: "", code: "cells", given: String(cells.length), nearest: String(columns.length) });
    return { given, errors };
  }
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index];
    const cell = cells[index]?.trim() ?? "";
    if (cell === "" || column === undefined) continue;
    const { name, kind } = column;
    const word = cell.toLowerCase();
    if (kind === "id") given.id = cell;
    else if (kind === "text" && name.startsWith("form")) form[name] = word;
    else if (kind === "text") given[name] = word;
    else if (kind === "list")
      add(
        name,
        word.split(/[;\s]+/).filter((id) => id !== ""),
      );
    else if (kind === "flag") {
      given[name] = FLAG_WORDS.get(word);
      if (given[name] === undefined) unknown(name, cell, FLAG_WORDS);
    } else if (kind === "sign") {
      const answer = SIGN_WORDS.get(word);
      if (answer === undefined) unknown(name, cell, SIGN_WORDS);
      else add(answer, [name]);
    } else if (kind === "unmended") errors.push({ field: name, code: "not-mended", given: "", nearest: null });
    else if (kind === "unnamed") errors.push({ field: "", code: "unnamed", given: String(index + 1), nearest: null });
  }
  Object.assign(given, lists);
  const { form: id, form_basis: basis, form_stage: stage } = form;
  if (id !== undefined)
    given.form = { id, ...(basis !== undefined && { basis }), ...(stage !== undefined && { stage }) };
  else if (basis !== undefined || stage !== undefined)
    errors.push({
      field: basis === undefined ? "form_stage" : "form_basis",
      code: "form-missing",
      given: "",
      nearest: null,
    });
  return { given, errors };
}

/** The column that a fault of `parse` is about: `present[2]` → `present`, `form.basis` → `form_basis`. */
export function place(error: CaseError): RowError {
  const field = error.field
    .replace(/\[\d+\]$/, "")
    .replace(/^form\.id$/, "form")
    .replace(".", "_");
  return { ...error, field };
}
