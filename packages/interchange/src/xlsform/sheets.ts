/** One sheet: its column titles, and rows of as many cells; an empty text is an empty cell. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** An XLSForm before it is a file: https://xlsform.org names the three sheets and their columns. */
export interface XlsForm {
  readonly survey: Sheet;
  readonly choices: Sheet;
  readonly settings: Sheet;
}

/** A sheet of records; a column that a record lacks is an empty cell. */
export function sheetOf(
  name: string,
  columns: readonly string[],
  records: readonly Readonly<Record<string, string>>[],
): Sheet {
  return { name, columns, rows: records.map((record) => columns.map((column) => record[column] ?? "")) };
}

/** The rows as records by column title. */
export function recordsOf({ columns, rows }: Sheet): Readonly<Record<string, string>>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ""])));
}
