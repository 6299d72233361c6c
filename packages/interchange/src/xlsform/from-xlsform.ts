import { idOf } from "../outline/names.ts";
import { checkXlsForm, type FormFault } from "./check.ts";
import { recordsOf, type Sheet, type XlsForm } from "./sheets.ts";
import { formOf } from "./workbook.ts";

/** Words by language tag. */
export type Texts = Readonly<Record<string, string>>;

export interface FormQuestion {
  /** Id of the sign, or the field of a case. */
  readonly id: string;
  readonly many: boolean;
  readonly texts: Texts;
  readonly hints: Texts;
  readonly answers: readonly { readonly id: string; readonly texts: Texts }[];
}

/** What an XLSForm of ours asks, with our ids. */
export interface ReadForm {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly languages: readonly string[];
  readonly questions: readonly FormQuestion[];
}

export type FromXlsForm =
  | { readonly ok: true; readonly form: ReadForm }
  | { readonly ok: false; readonly faults: readonly FormFault[] };

/**
 * Reads a form that `toXlsForm` made, also after somebody changed its words, its order, or left questions out. A form that
 * breaks a rule of XLSForm comes back as its faults, all of them.
 */
export function fromXlsForm(sheets: readonly Sheet[]): FromXlsForm {
  const form = formOf(sheets);
  if ("missing" in form)
    return { ok: false, faults: [{ sheet: form.missing, row: 1, column: "", code: "missing-column", given: "" }] };
  const faults = checkXlsForm(form);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, form: read(form) };
}

function read({ survey, choices, settings }: XlsForm): ReadForm {
  const [set = {}] = recordsOf(settings);
  const lists = recordsOf(choices);
  return {
    id: idOf((set.form_id ?? "").replace(/^threshold_/, "")) ?? "",
    version: set.version ?? "",
    title: set.form_title ?? "",
    languages: Object.keys(textsIn(survey.columns, "label", {})),
    questions: recordsOf(survey).flatMap((row) => {
      const [, kind, list] = /^select_(one|multiple) (\S+)$/.exec(row.type ?? "") ?? [];
      const id = idOf(row.name ?? "");
      if (kind === undefined || id === null) return [];
      return {
        id,
        many: kind === "multiple",
        texts: textsIn(survey.columns, "label", row),
        hints: textsIn(survey.columns, "hint", row),
        answers: lists
          .filter((choice) => choice.list_name === list)
          .map((choice) => ({
            id: idOf(choice.name ?? "") ?? "",
            texts: textsIn(choices.columns, "label", choice),
          })),
      };
    }),
  };
}

/** The cells of `label::English (en)` and its like, by tag; empty cells are left out of a row, never of the titles. */
function textsIn(columns: readonly string[], word: string, row: Readonly<Record<string, string>>): Texts {
  return Object.fromEntries(
    columns.flatMap((column) => {
      const [, tag] = new RegExp(`^${word}::.+ \\(([A-Za-z0-9-]+)\\)$`).exec(column) ?? [];
      return tag === undefined || row[column] === "" ? [] : [[tag, row[column] ?? ""]];
    }),
  );
}
