import { randomInt } from "node:crypto";

/** What a card or a story holds of a person, by what it is. Invented anew for each run, so that nothing else can look like it. */
export interface Planted {
  readonly names: readonly string[];
  readonly numbers: readonly string[];
  readonly addresses: readonly string[];
  readonly signs: readonly string[];
  readonly words: readonly string[];
}

const syllables = "bra ke zlo mir tan vos lyk ned or pash gru fel dim hov sti war jul qen tro mas".split(" ");
const cyrillic = "бра ке зло мир тан вос лик нед ор паш гру фел дим хов сти вар юл кен тро мас".split(" ");
const arabic = "بر كي زل مر تن وس لك ند ار بش جر فل دم حف ست ور يل كن تر مس".split(" ");
const accented = "łó żę śću ñé ção üß řů ået øk þa".split(" ");

const pick = (from: readonly string[]): string => from[randomInt(from.length)] ?? "";
const run = (from: readonly string[], count: number): string =>
  Array.from({ length: count }, () => pick(from)).join("");
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join("");
const times = (count: number, make: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, n) => make(n));

/** A fifth of each kind; names in three scripts, with and without accents. */
export function plant(count = 500): Planted {
  const each = count / 5;
  const name = (n: number) =>
    n % 4 === 0
      ? capital(run(cyrillic, 5))
      : n % 4 === 1
        ? run(arabic, 6)
        : capital(run(syllables, 3) + pick(accented) + run(syllables, 3));
  return {
    names: times(each, name),
    numbers: times(each, (n) => (n % 2 ? `+000 ${digits(3)} ${digits(3)} ${digits(4)}` : `DOC-${digits(10)}`)),
    addresses: times(each, () => `${capital(run(syllables, 4))}-${capital(run(syllables, 3))} ${digits(4)}`),
    signs: times(each, () => `invented.${run(syllables, 3)}-${run(syllables, 3)}-${digits(3)}`),
    words: times(each, () => `${run(syllables, 3)}${run(accented, 1)}${run(syllables, 4)}`),
  };
}

export const allOf = ({ names, numbers, addresses, signs, words }: Planted): readonly string[] => [
  ...names,
  ...numbers,
  ...addresses,
  ...signs,
  ...words,
];
