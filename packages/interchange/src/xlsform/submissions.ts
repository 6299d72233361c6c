import type { IndicatorList } from "@threshold/identification";
import { readCsv } from "../csv/csv.ts";
import { type AnswerFault, caseOf, many, questionsOf } from "../outline/case-of.ts";
import { idOf } from "../outline/names.ts";

export interface Submission {
  /** Row in the file, 1 is the titles. */
  readonly row: number;
  /** A case for `parse`. */
  readonly input: Readonly<Record<string, unknown>>;
}

export type FromSubmissions =
  | {
      readonly ok: true;
      readonly cases: readonly Submission[];
      /** Rows with an answer that no form of ours offers: not among the cases. */
      readonly refused: readonly { readonly row: number; readonly faults: readonly AnswerFault[] }[];
      /** Columns that are no question of ours: when it was sent, by which device … Nothing of them is read. */
      readonly ignored: readonly string[];
    }
  | { readonly ok: false; readonly row: number };

/** What a column holds: the answer to a question, or whether one of several choices was taken. */
type Column = { readonly question: string; readonly choice: string | null };

/** What ODK Central and Kobo call a submission's own number. */
const keys = ["KEY", "_uuid", "instanceID", "meta-instanceID", "meta/instanceID"];

/**
 * The answers to a form of ours, as ODK Central and Kobo hand them out: CSV with the values, not the labels. Groups in the
 * titles (`signs-coercion__documents`, `signs/coercion__documents`) and choices in columns of their own (`act/recruited`) are
 * understood.
 */
export function fromSubmissions(list: IndicatorList, csv: string): FromSubmissions {
  const read = readCsv(csv);
  if (!read.ok) return read;
  const [titles = [], ...rows] = read.rows;
  const known = questionsOf(list);
  const columns = titles.map((title) => columnOf(title, known));
  const key = keys.map((name) => titles.indexOf(name)).find((place) => place >= 0) ?? -1;
  const cases: Submission[] = [];
  const refused: { row: number; faults: readonly AnswerFault[] }[] = [];
  for (const [index, cells] of rows.entries()) {
    if (cells.every((text) => text === "")) continue;
    const row = index + 2;
    const { input, faults } = caseOf(list, cells[key] || null, answersIn(cells, columns));
    if (faults.length > 0) refused.push({ row, faults });
    else cases.push({ row, input });
  }
  const ignored = titles.filter((_, place) => columns[place] === null && place !== key);
  return { ok: true, cases, refused, ignored };
}

function columnOf(title: string, known: ReadonlySet<string>): Column | null {
  const path = title.split(/[/-]/).map(idOf);
  const [last, before] = [path.at(-1) ?? null, path.at(-2) ?? null];
  if (before !== null && last !== null && many.includes(before)) return { question: before, choice: last };
  return last !== null && known.has(last) ? { question: last, choice: null } : null;
}

/** How a column of one choice says that it was taken. */
const taken = /^(1|true|yes)$/i;

function valuesOf(text: string, several: boolean): string[] {
  return (several ? text.split(/\s+/) : [text]).map((value) => idOf(value) ?? value);
}

function answersIn(cells: readonly string[], columns: readonly (Column | null)[]): Map<string, readonly string[]> {
  const answered = new Map<string, readonly string[]>();
  for (const [place, column] of columns.entries()) {
    const text = (cells[place] ?? "").trim();
    if (column === null || text === "") continue;
    const { question, choice } = column;
    const given = choice === null ? valuesOf(text, many.includes(question)) : taken.test(text) ? [choice] : [];
    answered.set(question, [...new Set([...(answered.get(question) ?? []), ...given])]);
  }
  return answered;
}
