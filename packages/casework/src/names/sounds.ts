import { unique } from "./spell.ts";
import type { NameTables } from "./tables.ts";

const digits = 6;
/** A word that can be read in more ways than this is not told apart by them. */
const mostCodes = 6;
const vowel = /^[aeiouy]/;

interface Reading {
  readonly code: string;
  /** The code of the letters before: the same one next to it is not said twice. */
  readonly last: string;
}

/**
 * Daitch–Mokotoff Soundex of a plain Latin word: codes of six digits, several where its letters can be read in several ways.
 * Empty where it has no Latin letter.
 */
export function soundexOf(word: string, { soundex }: NameTables): string[] {
  const rules = soundex.flatMap(([letters, ...codes]) => letters.split(" ").map((pattern) => ({ pattern, codes })));
  const longestFirst = rules.sort((one, other) => other.pattern.length - one.pattern.length);
  let readings: Reading[] = [{ code: "", last: "" }];
  let at = 0;
  let started = false;
  let letter = "";
  while (at < word.length) {
    const rest = word.slice(at);
    const rule = longestFirst.find(({ pattern }) => rest.startsWith(pattern));
    if (rule === undefined) {
      at += 1;
      continue;
    }
    const after = rest.slice(rule.pattern.length);
    const code = rule.codes[started ? (vowel.test(after) ? 1 : 2) : 0] ?? "-";
    // Said one after the other, m and n are two sounds.
    const both = (letter === "m" && rule.pattern === "n") || (letter === "n" && rule.pattern === "m");
    readings = unique(
      readings.flatMap((reading) => code.split("|").map((one) => JSON.stringify(said(reading, one, both)))),
    )
      .slice(0, 32)
      .map((one): Reading => JSON.parse(one));
    letter = rule.pattern;
    started = true;
    at += rule.pattern.length;
  }
  if (!started) return [];
  return unique(readings.map(({ code }) => code.slice(0, digits).padEnd(digits, "0"))).slice(0, mostCodes);
}

function said({ code, last }: Reading, next: string, both: boolean): Reading {
  if (next === "-") return { code, last: "" };
  return both || !last.endsWith(next) ? { code: code + next, last: next } : { code, last: next };
}

/**
 * What stays of a folded word where vowels are not written: a digit for each consonant that one script keeps apart and another not, after a 0
 * where it begins with a vowel or a breath. Empty where it has no consonant.
 */
export function bonesOf(folded: string, { bones }: NameTables): string {
  let code = "";
  for (const letter of folded) {
    code += Object.keys(bones).find((digit) => bones[digit]?.includes(letter)) ?? "";
  }
  return code === "" ? "" : `${/^[aeiouh]/.test(folded) ? "0" : ""}${code}`;
}
