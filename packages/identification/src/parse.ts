import type { CaseInput } from "./assessment.ts";
import { catalogueOf, isVulnerability } from "./catalogue.ts";
import type { IndicatorList } from "./list.ts";
import { type CaseError, Problems } from "./problems.ts";
import { Reader } from "./reader.ts";

export type Parsed =
  | { readonly ok: true; readonly value: CaseInput }
  | { readonly ok: false; readonly errors: readonly CaseError[] };

const AGES = ["adult", "child", "unsure", "unsure-claims-child"] as const;
const BASES = ["seen", "said", "suspected"] as const;
const STAGES = ["happening", "intended"] as const;

/** All that can be said about a person here. Any other field is an error: ethnicity, nationality, religion cannot come in. */
const FIELDS = [
  "id",
  "age",
  "form",
  "act",
  "present",
  "absent",
  "used",
  "claims",
  "statements",
  "offence",
  "supervised",
] as const satisfies readonly (keyof CaseInput)[];

/**
 * Reads one case from anything (usually parsed JSON). Missing fields mean unknown: age `unsure`, form null, a form's basis
 * `suspected` and its stage null, everything else empty or false. Nothing is converted: "true" is no boolean.
 *
 * @returns the case, or what is wrong with it, field by field (the first 50); never throws.
 */
export function parse(list: IndicatorList, given: unknown): Parsed {
  const { signById, formById, acts, guardOfStatement } = catalogueOf(list);
  const problems = new Problems();
  const reader = Reader.of(given, "", FIELDS, problems);
  if (reader === null) return { ok: false, errors: problems.all };
  const vulnerabilities = new Set(list.indicators.filter(isVulnerability).map(({ id }) => id));
  const value: CaseInput = {
    id: reader.text("id"),
    age: reader.choice("age", AGES) ?? "unsure",
    form: parseForm(reader, formById, problems),
    act: reader.ids("act", acts),
    present: reader.ids("present", signById),
    absent: reader.ids("absent", signById),
    used: reader.ids("used", vulnerabilities),
    claims: reader.flag("claims"),
    statements: reader.ids("statements", guardOfStatement),
    offence: reader.flag("offence"),
    supervised: reader.flag("supervised"),
  };
  return problems.all.length === 0 ? { ok: true, value } : { ok: false, errors: problems.all };
}

function parseForm(reader: Reader, forms: ReadonlyMap<string, unknown>, problems: Problems): CaseInput["form"] {
  const given = reader.value("form");
  if (given === undefined || given === null) return null;
  const form = Reader.of(given, "form", ["id", "basis", "stage"], problems);
  if (form === null) return null;
  return {
    id: form.id("id", forms),
    basis: form.choice("basis", BASES) ?? "suspected",
    stage: form.value("stage") === null ? null : form.choice("stage", STAGES),
  };
}
