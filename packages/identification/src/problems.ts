import { nearest } from "./nearest.ts";

/** One thing that is wrong with a case. */
export interface CaseError {
  /** Where: `age`, `present[2]`, `form.id`; empty for the case as a whole. */
  readonly field: string;
  readonly code: "unknown-id" | "wrong-type" | "unknown-field" | "unknown-value";
  /** What was given: the text itself (shortened), or for a wrong type the name of the type. */
  readonly given: string;
  /** The nearest known id, value or field, or for a wrong type the type that is needed; null where nothing is near. */
  readonly nearest: string | null;
}

/** A broken file can be wrong in a million places; the first ones are enough to mend it. */
const MOST = 50;
const LONGEST = 64;

export class Problems {
  readonly all: CaseError[] = [];

  get full(): boolean {
    return this.all.length >= MOST;
  }

  unknownId(field: string, given: string, known: Iterable<string>): void {
    if (!this.full) this.add(field, "unknown-id", shorten(given), nearest(given, known));
  }

  unknownValue(field: string, given: string, known: readonly string[]): void {
    if (!this.full) this.add(field, "unknown-value", shorten(given), nearest(given, known));
  }

  unknownField(field: string, given: string, known: readonly string[]): void {
    if (this.full) return;
    this.add(field, "unknown-field", shorten(given), alike(given, known));
  }

  wrongType(field: string, given: unknown, needed: string): void {
    if (!this.full) this.add(field, "wrong-type", typeName(given), needed);
  }

  private add(field: string, code: CaseError["code"], given: string, near: string | null): void {
    this.all.push({ field, code, given, nearest: near });
  }
}

/** A field's name is worth suggesting only where it is a likely slip: nothing here stands near "religion". */
function alike(given: string, known: readonly string[]): string | null {
  const near = nearest(given, known);
  if (near === null) return null;
  return near.slice(0, 3) === given.slice(0, 3).toLowerCase() ? near : null;
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
