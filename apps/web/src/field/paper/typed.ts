import type { SignSource } from "@threshold/casework";

/** The three rows of boxes on the form, and what a tick in each says. */
export const rows = ["seen", "said", "not-there"] as const satisfies readonly SignSource[];
export type Typed = Readonly<Record<(typeof rows)[number], string>>;

export type TypedSigns =
  | { readonly ok: true; readonly signs: Readonly<Record<string, SignSource>> }
  /** Numbers that the form does not have, and numbers typed in two lines. */
  | { readonly ok: false; readonly unknown: readonly string[]; readonly twice: readonly string[] };

/**
 * Signs by their numbers on the form, as typed in a line for each of seen, said and not there.
 * @param printed ids in the order of their numbers, from 1
 */
export function signsOf(typed: Typed, printed: readonly string[]): TypedSigns {
  const signs: Record<string, SignSource> = {};
  const unknown: string[] = [];
  const twice: string[] = [];
  for (const row of rows) {
    for (const number of typed[row].split(/[^\p{Nd}]+/u).filter(Boolean)) {
      const id = printed[numberOf(number) - 1];
      if (id === undefined) unknown.push(number);
      else if (signs[id] !== undefined && signs[id] !== row) twice.push(number);
      else signs[id] = row;
    }
  }
  return unknown.length + twice.length === 0 ? { ok: true, signs } : { ok: false, unknown, twice };
}

/** Digits of any script: whoever writes Arabic types ٤ for 4. */
function numberOf(number: string): number {
  const digits = [...number].map((digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
    return code - zero;
  });
  return Number(digits.join(""));
}

/**
 * A moment from a field of day and time, by this device's clock and zone.
 * @returns ISO 8601 UTC to the second; null where it is none, or is still to come
 */
export function momentOfField(typed: string, now: Date): string | null {
  const at = new Date(typed);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(typed) || Number.isNaN(at.getTime()) || at > now) return null;
  return `${at.toISOString().slice(0, 19)}Z`;
}
