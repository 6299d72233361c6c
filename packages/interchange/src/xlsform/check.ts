import { namesIn } from "./expression.ts";
import { recordsOf, type Sheet, type XlsForm } from "./sheets.ts";

/** One thing that a form tool would refuse, or change without a word. */
export interface FormFault {
  readonly sheet: string;
  /** Row as a spreadsheet counts them: 1 is the titles. */
  readonly row: number;
  readonly column: string;
  readonly code:
    | "unknown-column"
    | "missing-column"
    | "unknown-type"
    | "no-name"
    | "bad-name"
    | "name-twice"
    | "no-label"
    | "no-list"
    | "group-not-open"
    | "group-not-closed"
    | "no-calculation"
    | "bad-expression"
    | "unknown-reference"
    | "circle"
    | "bad-text"
    | "bad-setting";
  readonly given: string;
}

type Add = (row: number, column: string, code: FormFault["code"], given: string) => void;
type Cells = Readonly<Record<string, string>>;

const surveyColumns = ["type", "name", "relevant", "calculation", "appearance"];
const translated = /^(label|hint)::.+ \([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*\)$/;
const select = /^select_(?:one|multiple) (\S+)$/;
const name = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
/** A cell of a spreadsheet holds no more. */
const LONGEST = 32_767;

/**
 * What is wrong with a form by the rules of XLSForm that ours can break: types, names, lists, groups, references,
 * expressions, languages, settings. Stricter than the tools where they differ: a name is used once in the whole form.
 * Empty where nothing is.
 */
export function checkXlsForm({ survey, choices, settings }: XlsForm): readonly FormFault[] {
  const faults: FormFault[] = [];
  const on =
    (sheet: Sheet): Add =>
    (row, column, code, given) =>
      faults.push({ sheet: sheet.name, row: row + 2, column, code, given });
  for (const sheet of [survey, choices, settings]) checkTexts(sheet, on(sheet));
  checkColumns(survey, surveyColumns, ["label", "hint"], on(survey));
  checkColumns(choices, ["list_name", "name"], ["label"], on(choices));
  const lists = checkChoices(choices, on(choices));
  checkRows(recordsOf(survey), lists, labelsOf(survey), on(survey));
  checkExpressions(recordsOf(survey), on(survey));
  checkSettings(settings, survey, on(settings));
  if (labelsOf(survey).join() !== labelsOf(choices).join()) on(choices)(-1, "label", "missing-column", "");
  return faults;
}

const labelsOf = ({ columns }: Sheet): string[] => columns.filter((column) => column.startsWith("label::"));

function checkTexts({ columns, rows }: Sheet, add: Add): void {
  for (const [index, row] of [columns, ...rows].entries())
    for (const [place, text] of row.entries()) {
      // Form tools take away blanks that stand twice or at an end: the words would come back changed.
      const changed = text !== text.trim() || /[\p{Cc}]| {2}/u.test(text);
      if (changed || text.length > LONGEST) add(index - 1, columns[place] ?? "", "bad-text", text.slice(0, 64));
    }
}

function checkColumns({ columns }: Sheet, needed: readonly string[], words: readonly string[], add: Add): void {
  for (const column of needed) if (!columns.includes(column)) add(-1, column, "missing-column", "");
  for (const [index, column] of columns.entries()) {
    const known = needed.includes(column) || (translated.test(column) && words.some((word) => column.startsWith(word)));
    if (!known || columns.indexOf(column) !== index) add(-1, column, "unknown-column", column);
  }
}

/** Checks the choices and returns the names of their lists. */
function checkChoices(sheet: Sheet, add: Add): ReadonlySet<string> {
  const lists = new Map<string, Set<string>>();
  for (const [index, row] of recordsOf(sheet).entries()) {
    const { list_name: list = "", name: choice = "" } = row;
    const names = lists.get(list) ?? new Set();
    lists.set(list, names);
    if (!name.test(list)) add(index, "list_name", "bad-name", list);
    // Answers to several choices are parted by blanks.
    if (choice === "" || /\s/.test(choice)) add(index, "name", "bad-name", choice);
    if (names.has(choice)) add(index, "name", "name-twice", choice);
    names.add(choice);
    for (const label of labelsOf(sheet)) if (row[label] === "") add(index, label, "no-label", choice);
  }
  return new Set(lists.keys());
}

function checkRows(rows: readonly Cells[], lists: ReadonlySet<string>, labels: readonly string[], add: Add): void {
  const names = new Set<string>();
  const open: number[] = [];
  for (const [index, row] of rows.entries()) {
    const { type = "", name: given = "" } = row;
    const list = select.exec(type)?.[1];
    if (type === "end_group") {
      if (open.pop() === undefined) add(index, "type", "group-not-open", type);
      continue;
    }
    if (type === "begin_group") open.push(index);
    else if (list === undefined && type !== "note" && type !== "calculate") add(index, "type", "unknown-type", type);
    if (list !== undefined && !lists.has(list)) add(index, "type", "no-list", list);
    if (given === "") add(index, "name", "no-name", type);
    else if (!name.test(given) || given === "meta") add(index, "name", "bad-name", given);
    if (names.has(given)) add(index, "name", "name-twice", given);
    names.add(given);
    if ((type === "calculate") === (row.calculation === "")) add(index, "calculation", "no-calculation", given);
    if (type !== "calculate") for (const label of labels) if (row[label] === "") add(index, label, "no-label", given);
  }
  for (const index of open) add(index, "type", "group-not-closed", rows[index]?.name ?? "");
}

function checkExpressions(rows: readonly Cells[], add: Add): void {
  const valued = rows.filter(({ type = "" }) => type === "calculate" || select.test(type));
  const known = new Set(valued.map((row) => row.name ?? ""));
  const needs = new Map<string, readonly string[]>();
  for (const [index, row] of rows.entries()) {
    for (const column of ["relevant", "calculation"]) {
      const expression = row[column] ?? "";
      if (expression === "") continue;
      const names = namesIn(expression);
      if (names === null) add(index, column, "bad-expression", expression.slice(0, 64));
      for (const to of names ?? []) if (!known.has(to)) add(index, column, "unknown-reference", to);
      needs.set(row.name ?? "", [...(needs.get(row.name ?? "") ?? []), ...(names ?? [])]);
    }
  }
  const done = new Set<string>();
  const inCircle = (from: string, path: ReadonlySet<string>): boolean => {
    if (path.has(from)) return true;
    if (done.has(from)) return false;
    const found = (needs.get(from) ?? []).some((to) => inCircle(to, new Set([...path, from])));
    if (!found) done.add(from);
    return found;
  };
  for (const [index, row] of rows.entries())
    if (inCircle(row.name ?? "", new Set())) add(index, "calculation", "circle", row.name ?? "");
}

function checkSettings(settings: Sheet, survey: Sheet, add: Add): void {
  const [given = {}, ...more] = recordsOf(settings);
  const wrong = (column: string): void => add(0, column, "bad-setting", given[column] ?? "");
  for (const column of settings.columns)
    if (!["form_title", "form_id", "version", "default_language"].includes(column)) wrong(column);
  if (more.length > 0) add(1, "", "bad-setting", "");
  if (!name.test(given.form_id ?? "")) wrong("form_id");
  for (const column of ["form_title", "version"]) if ((given[column] ?? "") === "") wrong(column);
  if (!survey.columns.includes(`label::${given.default_language}`)) wrong("default_language");
}
