import type { PersonNote } from "@threshold/casework";

/** Syllables of invented names by script: nobody is called so, and they are as long and as alike as names are. */
const syllables = {
  cyrillic: ["зве", "ни", "сла", "ва", "гра", "бо", "вець", "ко", "юл", "ія", "оль", "жа", "щер", "мир", "дан", "ло"],
  latin: ["quil", "li", "am", "bra", "mir", "ela", "sto", "dan", "iva", "ne", "sco", "ru", "da", "mo", "zan", "ka"],
  arabic: ["مح", "مد", "فا", "طم", "خا", "لد", "نو", "ري", "سا", "مر", "ها", "جم", "قا", "سم", "زي", "نب"],
} as const;
const scripts = Object.keys(syllables) as (keyof typeof syllables)[];

/** Numbers that look random and are the same each time (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Invented people: two or three names, some an alias in another script, most a birth date, half a document. */
export function inventedPeople(count: number, seed = 20_261_124): PersonNote[] {
  const roll = dice(seed);
  const word = (script: keyof typeof syllables) =>
    Array.from({ length: 2 + roll(3) }, () => syllables[script][roll(16)] ?? "").join("");
  const name = (script: keyof typeof syllables) => Array.from({ length: 2 + roll(2) }, () => word(script)).join(" ");
  const two = (n: number) => String(n).padStart(2, "0");
  return Array.from({ length: count }, () => {
    const script = scripts[roll(3)] ?? "latin";
    return {
      v: 1,
      names: [name(script), ...(roll(3) === 0 ? [word(scripts[roll(3)] ?? "latin")] : [])],
      birth: roll(5) === 0 ? null : `${1960 + roll(55)}-${two(1 + roll(12))}-${two(1 + roll(28))}`,
      documents: roll(2) === 0 ? [] : [`ZZ${100_000 + roll(900_000)}`],
    };
  });
}
