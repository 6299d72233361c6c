import { alphabet, bare, drawSymbols, type Random } from "./reference.ts";

/**
 * The number on a blank paper: three symbols that say which list is printed on it, four random ones and a check symbol, such as
 * `K7Q-M4M2-X`. It names a sheet of paper and nobody; the reference of a referral has nine symbols and cannot be taken for it.
 */
export type PaperNumberProblem = "empty" | "length" | "symbol" | "check";
export type CheckedPaperNumber =
  | { readonly ok: true; readonly number: string; readonly mark: string }
  | { readonly ok: false; readonly why: PaperNumberProblem };

const base = alphabet.length;
// All different and none zero modulo 23, as in a reference: a wrong symbol and a swap of any two change the sum.
const weights = [1, 2, 3, 4, 5, 6, 7, 19] as const;
const checkFactor = 6;
const drawn = 4;

/** Three symbols for what is printed, the same for the same text: by them whoever types it in finds the list that its numbers count. */
export function paperMark(printed: string): string {
  let hash = 0x811c9dc5;
  for (const unit of printed) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return [hash, Math.floor(hash / base), Math.floor(hash / base ** 2)].map((n) => alphabet.charAt(n % base)).join("");
}

/** A new number for a paper with this mark. */
export function makePaperNumber(mark: string, random: Random): string {
  const symbols = mark + drawSymbols(random, drawn);
  return written(symbols + alphabet.charAt((sum(symbols) * checkFactor) % base));
}

/** Reads a number as people write it: lower case, spaces, missing or other dashes. */
export function checkPaperNumber(text: string): CheckedPaperNumber {
  const symbols = bare(text);
  if (symbols.length === 0) return { ok: false, why: "empty" };
  for (const symbol of symbols) if (!alphabet.includes(symbol)) return { ok: false, why: "symbol" };
  if (symbols.length !== weights.length) return { ok: false, why: "length" };
  if (sum(symbols) !== 0) return { ok: false, why: "check" };
  return { ok: true, number: written(symbols), mark: symbols.slice(0, 3) };
}

function sum(symbols: string): number {
  return (
    weights.reduce<number>(
      (total, weight, at) => total + (at < symbols.length ? weight * alphabet.indexOf(symbols.charAt(at)) : 0),
      0,
    ) % base
  );
}

const written = (symbols: string): string => `${symbols.slice(0, 3)}-${symbols.slice(3, 7)}-${symbols.slice(7)}`;
