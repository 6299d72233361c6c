import type { Answer, Card } from "@threshold/casework";
import type { Rows } from "../csv/csv.ts";
import type { CaseFile } from "./case-file.ts";
import { mappings, standard, tagOf, values } from "./standard.ts";
import { BETWEEN } from "./to-htcds.ts";

/** A cell that was not carried: row as a spreadsheet counts them, field, and what it held. */
export interface LeftCell {
  readonly row: number;
  readonly field: string;
  readonly given: string;
}

export type FromHtcds =
  | {
      readonly ok: true;
      readonly files: readonly CaseFile[];
      /** Cells that hold something which no field of ours takes. */
      readonly left: readonly LeftCell[];
      /** Columns that the standard does not have. */
      readonly unknown: readonly string[];
    }
  /** No column is one of the standard's. */
  | { readonly ok: false };

/**
 * Rows of an HTCDS 2.0 file as case files: only what they surely say. The standard's word that somebody is, or is not, a
 * victim is not taken over, nor is its consent: a consent is given to somebody, for something, and never imported. Signs come
 * back as known from a document, a form as suspected.
 */
export function fromHtcds(rows: Rows): FromHtcds {
  const [titles = [], ...cases] = rows;
  const known = new Set(standard.map(({ name }) => name));
  if (!titles.some((title) => known.has(title))) return { ok: false };
  const left: LeftCell[] = [];
  const files = cases.flatMap((cells, index) => {
    if (cells.every((text) => text === "")) return [];
    const cell = (field: string): string => cells[titles.indexOf(field)] ?? "";
    const leave = (field: string, given: string): void => void left.push({ row: index + 2, field, given });
    for (const [place, title] of titles.entries()) {
      const given = cells[place] ?? "";
      if (given !== "" && known.has(title) && mappings[title]?.back !== true) leave(title, given);
    }
    return [fileOf(cell, leave)];
  });
  return { ok: true, files, left, unknown: titles.filter((title) => !known.has(title)) };
}

function fileOf(cell: (field: string) => string, leave: (field: string, given: string) => void): CaseFile {
  const ids = (field: keyof typeof values): string[] =>
    cell(field)
      .split(BETWEEN)
      .map((value) => value.trim())
      .filter((value) => value !== "")
      .flatMap((value) => {
        const id = Object.hasOwn(values[field], value) ? values[field][value]?.[0] : undefined;
        if (id === undefined) leave(field, value);
        return id ?? [];
      });
  const languages = ["prs_PrimaryLanguage", "prs_SecondaryLanguage"].flatMap((field) => {
    const given = cell(field);
    const tag = tagOf(given);
    if (tag === null && given !== "") leave(field, given);
    return tag ?? [];
  });
  const day = cell("cas_IncomingReferralDate");
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined;
  if (at === undefined && day !== "") leave("cas_IncomingReferralDate", day);
  const [form, ...otherForms] = ids("vic_TypeOfExploitation");
  // Our case has one form; which of several is the one, a person has to say.
  for (const other of otherForms) leave("vic_TypeOfExploitation", other);
  const signs = [...ids("vic_MethodOfRecruitment"), ...ids("vic_MethodsOfControl")];
  const sender = cell("cas_ReferringOrganisation");
  const card: CaseFile["card"] = {
    ...(signs.length > 0 && { signs: signs.map((id): Card["signs"][number] => ({ id, source: "document" })) }),
    ...(form !== undefined && { form: { id: form, basis: "suspected", stage: null } }),
    ...(languages.length > 0 && { languages }),
  };
  const story: CaseFile["story"] = {
    ...words("calledAs", cell("prs_FirstName")),
    ...words("contact", cell("prs_MobilePhone")),
    ...words("narrative", cell("cas_IncomingReferralDetails")),
    ...words("officer", cell("cas_ReferringPrimaryCaseWorker")),
  };
  const envelope = { ...(sender !== "" && { sender: { organisation: sender } }), ...(at !== undefined && { at }) };
  return { card, story, envelope };
}

function words<Name extends string>(name: Name, value: string): { readonly [name in Name]?: Answer } {
  return value === "" ? {} : ({ [name]: { known: true, value } } as { readonly [name in Name]: Answer });
}
