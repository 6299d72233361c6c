import { alphabet, bare, drawSymbols, type Random } from "../reference.ts";
import type { Care } from "./care.ts";

/**
 * People met together in one evening hold numbered cards (VI.3, VI.6). A group has a code of four random symbols and a check symbol,
 * `K7QM-4`; a card has the code and a number, `K7QM-4/12`. Neither says who, where or when.
 */
export interface GroupCard {
  readonly code: string;
  /** 1 to 999. */
  readonly number: number;
}
export type GroupProblem = "empty" | "length" | "symbol" | "check";
export type CheckedGroup =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly why: GroupProblem };

const base = alphabet.length;
// All different and none zero modulo 23, as in a reference: a wrong symbol and a swap of any two change the sum.
const weights = [1, 2, 3, 4, 19] as const;
const checkFactor = 6;
const drawn = 4;
const mostCards = 999;

/** A new code: 23^4 of them, enough that two evenings of one desk do not meet. */
export function makeGroup(random: Random): string {
  const symbols = drawSymbols(random, drawn);
  return written(symbols + alphabet.charAt((sum(symbols) * checkFactor) % base));
}

/** Reads a code as people write it: lower case, spaces, missing or other dashes. */
export function checkGroup(text: string): CheckedGroup {
  const symbols = bare(text);
  if (symbols.length === 0) return { ok: false, why: "empty" };
  for (const symbol of symbols) if (!alphabet.includes(symbol)) return { ok: false, why: "symbol" };
  if (symbols.length !== weights.length) return { ok: false, why: "length" };
  return sum(symbols) === 0 ? { ok: true, code: written(symbols) } : { ok: false, why: "check" };
}

/** The label of a card as a link between cases keeps it. */
export const cardLabel = ({ code, number }: GroupCard): string => `${code}/${number}`;

/** The card that a label names; null for other words. */
export function readCard(label: string): GroupCard | null {
  const [code = "", number = "", more] = label.split("/");
  const checked = checkGroup(code);
  if (more !== undefined || !checked.ok || !/^[1-9]\d{0,2}$/.test(number)) return null;
  return { code: checked.code, number: Number(number) };
}

/** The number on a card as somebody types it; null where no card has it. */
export function readCardNumber(text: string): number | null {
  const typed = text.trim();
  return /^\d{1,3}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= mostCards ? Number(typed) : null;
}

/** Cards that a case is joined to, in the order of their codes and numbers. */
export function cardsOf({ links }: Pick<Care, "links">): readonly GroupCard[] {
  return [...links.values()]
    .flatMap(({ now }) => (now.record.state === "joined" ? (readCard(now.record.label) ?? []) : []))
    .sort((a, b) => a.code.localeCompare(b.code) || a.number - b.number);
}

const sum = (symbols: string): number =>
  [...symbols].reduce((total, symbol, at) => total + (weights[at] ?? 0) * alphabet.indexOf(symbol), 0) % base;

const written = (symbols: string): string => `${symbols.slice(0, drawn)}-${symbols.slice(drawn)}`;
