import readExcel from "read-excel-file/node";
import writeExcel from "write-excel-file/node";
import type { Sheet, XlsForm } from "./sheets.ts";

/** The form as an .xlsx file. Every cell is text: nothing in it is a number, a date or a formula. */
export async function writeWorkbook({ survey, choices, settings }: XlsForm): Promise<Uint8Array> {
  const sheets = [survey, choices, settings].map(({ name, columns, rows }) => ({
    sheet: name,
    data: [columns, ...rows].map((row) =>
      row.map((text) => (text === "" ? null : { value: escaped(text), type: String })),
    ),
  }));
  return writeExcel(sheets).toBuffer();
}

/** Every sheet of an .xlsx file, its first row as column titles. Throws where the bytes are no such file. */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  const sheets = await readExcel(Buffer.from(bytes), { trim: false });
  return sheets.map(({ sheet, data }) => {
    const [columns = [], ...rows] = data.map((row) => row.map((cell) => (cell === null ? "" : String(cell))));
    return { name: sheet, columns, rows: rows.map((row) => columns.map((_, index) => row[index] ?? "")) };
  });
}

/** The three sheets of a workbook, or the name of one that it lacks. */
export function formOf(sheets: readonly Sheet[]): XlsForm | { readonly missing: string } {
  const found = (name: string): Sheet | undefined => sheets.find((sheet) => sheet.name.trim().toLowerCase() === name);
  const [survey, choices, settings] = [found("survey"), found("choices"), found("settings")];
  if (survey === undefined) return { missing: "survey" };
  if (choices === undefined) return { missing: "choices" };
  return settings === undefined ? { missing: "settings" } : { survey, choices, settings };
}

/** The file format reads `_x000D_` as a character's code; a text that holds these letters is written so that it stays. */
function escaped(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}
