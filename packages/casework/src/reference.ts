/**
 * The reference of a referral: what is said on the phone and written on a hand. Eight random symbols and a check symbol,
 * such as `K7QM-4M2X-9`. The alphabet has no two symbols that look or sound alike (no 0 O D, 1 I L, 8 B, S, G, U V, Z).
 */
export const alphabet = "2345679ACEFHJKMNPQRTWXY";

/** Gives n bytes of good randomness; the caller passes it in so that this package needs no platform. */
export type Random = (n: number) => Uint8Array;

export type ReferenceProblem = "empty" | "length" | "symbol" | "check";
export type CheckedReference =
  | { readonly ok: true; readonly reference: string }
  | { readonly ok: false; readonly why: ReferenceProblem };

const base = alphabet.length; // 23, a prime: every weight and every difference of two weights can be divided by
// All different and none zero modulo 23, so a wrong symbol and a swap of any two symbols both change the sum.
const weights = [1, 2, 3, 4, 5, 6, 7, 8, 19] as const;
const drawn = 8;
// The last weight is 19 and 6 · 19 = -1 modulo 23: six times the sum is the check symbol that brings the total to zero.
const checkFactor = 6;
// Bytes from here on would make the first symbols of the alphabet likelier than the others.
const fair = 256 - (256 % base);

/**
 * Draws `count` symbols, each equally likely, by throwing bytes away that would favour some.
 * @throws where `random` gives no bytes.
 */
export function drawSymbols(random: Random, count: number): string {
  let out = "";
  while (out.length < count) {
    const bytes = random(count - out.length);
    if (bytes.length === 0) throw new Error("the source of randomness gave no bytes");
    for (const byte of bytes) if (byte < fair && out.length < count) out += alphabet.charAt(byte % base);
  }
  return out;
}

/** A new reference, `XXXX-XXXX-C`: 23^8, about 7.8 · 10^10 of them. */
export function makeReference(random: Random): string {
  const symbols = drawSymbols(random, drawn);
  return written(symbols + checkSymbol(symbols));
}

/**
 * Reads a reference as people write it: lower case, spaces, missing or other dashes.
 * @returns the reference as `XXXX-XXXX-C`, or why it is none: nothing there, not nine symbols, a symbol that is never
 * used, or a check symbol that does not fit.
 */
export function checkReference(text: string): CheckedReference {
  const symbols = bare(text);
  if (symbols.length === 0) return { ok: false, why: "empty" };
  for (const symbol of symbols) if (!alphabet.includes(symbol)) return { ok: false, why: "symbol" };
  if (symbols.length !== weights.length) return { ok: false, why: "length" };
  return sum(symbols) === 0 ? { ok: true, reference: written(symbols) } : { ok: false, why: "check" };
}

/** Text without spaces and dashes, in capitals. */
export function bare(text: string): string {
  return text.replace(/[\s\p{Dash}]/gu, "").toUpperCase();
}

function checkSymbol(symbols: string): string {
  return alphabet.charAt((sum(symbols) * checkFactor) % base);
}

function sum(symbols: string): number {
  let total = 0;
  weights.forEach((weight, at) => {
    if (at < symbols.length) total += weight * alphabet.indexOf(symbols.charAt(at));
  });
  return total % base;
}

function written(symbols: string): string {
  return `${symbols.slice(0, 4)}-${symbols.slice(4, 8)}-${symbols.slice(8)}`;
}
