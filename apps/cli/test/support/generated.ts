import { closeSync, openSync, writeSync } from "node:fs";
import type { IndicatorList } from "@threshold/identification";

/** The columns of a generated CSV file. */
export const COLUMNS = [
  ...["id", "age", "form", "form_basis", "form_stage", "act", "present", "absent", "used"],
  ...["claims", "statements", "offence", "supervised"],
] as const;

/** One invented case, as JSON has it. */
export interface GeneratedCase {
  readonly id: string;
  readonly age: string;
  readonly form: { readonly id: string; readonly basis: string; readonly stage: string | null } | null;
  readonly act: readonly string[];
  readonly present: readonly string[];
  readonly absent: readonly string[];
  readonly used: readonly string[];
  readonly claims: boolean;
  readonly statements: readonly string[];
  readonly offence: boolean;
  readonly supervised: boolean;
}

/** Invented cases, always the same for one seed: up to eight signs there and eight not, every third with a form. */
export function* generate(list: IndicatorList, count: number, seed = 1): Generator<GeneratedCase> {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const one = <T>(all: readonly T[]): T => all[below(all.length)] as T;
  const some = (all: readonly string[], most: number) => [
    ...new Set(Array.from({ length: below(most + 1) }, () => one(all))),
  ];
  const signs = list.indicators.map(({ id }) => id);
  const used = list.indicators.filter(({ vulnerability }) => vulnerability).map(({ id }) => id);
  const forms = list.forms.map(({ id }) => id);
  const statements = list.statements.map(({ id }) => id);
  for (let number = 1; number <= count; number++) {
    const basis = one(["seen", "said", "suspected"]);
    const form = random() < 0.33 ? { id: one(forms), basis, stage: one(["happening", "intended", null]) } : null;
    yield {
      id: `invented-${number}`,
      age: one(["adult", "adult", "adult", "child", "unsure", "unsure-claims-child"]),
      form,
      act: random() < 0.3 ? some(list.acts, 2) : [],
      present: some(signs, 8),
      absent: some(signs, 8),
      used: random() < 0.1 ? some(used, 1) : [],
      claims: random() < 0.05,
      statements: random() < 0.2 ? some(statements, 2) : [],
      offence: random() < 0.1,
      supervised: random() < 0.2,
    };
  }
}

export function toCsv({ form, ...one }: GeneratedCase): string {
  const flag = (value: boolean) => (value ? "true" : "");
  const cells = [
    ...[one.id, one.age, form?.id ?? "", form?.basis ?? "", form?.stage ?? "", one.act.join(";")],
    ...[one.present.join(";"), one.absent.join(" "), one.used.join(";"), flag(one.claims), one.statements.join(";")],
    ...[flag(one.offence), flag(one.supervised)],
  ];
  return cells.join(",");
}

/** Writes lines to a file as they come. */
export function writeLines(path: string, lines: Iterable<string>): void {
  const file = openSync(path, "w");
  let waiting = "";
  for (const line of lines) {
    waiting += `${line}\n`;
    if (waiting.length < 1 << 20) continue;
    writeSync(file, waiting);
    waiting = "";
  }
  writeSync(file, waiting);
  closeSync(file);
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
