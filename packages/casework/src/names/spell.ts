import type { NameTables } from "./tables.ts";

/** As many ways to write one word as are kept; the first is the likeliest. */
const mostWays = 8;
/** Nobody's name is longer; what is, is cut. */
const longestWord = 40;
const mostWords = 12;

/** The words of a name in lower case, without what it may come with or without (`al`, `bin`); all of them where nothing else stays. */
export function wordsOf(name: string, tables: NameTables): string[] {
  const bare = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u0300-\u036f\u064b-\u0655\u0670\u0640\u200b-\u200f'’ʼʹ`]/gu, "")
    .normalize("NFC");
  const words = (bare.match(/\p{L}+/gu) ?? [])
    .slice(0, mostWords)
    .map((word) => begun(word.slice(0, longestWord), tables));
  const telling = words.filter((word) => !tables.little.includes(word));
  return telling.length > 0 ? telling : words;
}

function begun(word: string, { beginnings }: NameTables): string {
  const found = Object.keys(beginnings)
    .sort((one, other) => other.length - one.length)
    .find((start) => word.startsWith(start) && (word.length >= start.length + 2 || word === start));
  // An article alone is left as it is: it may be all there is.
  if (found === word && beginnings[found] === "") return word;
  return found === undefined ? word : (beginnings[found] ?? "") + word.slice(found.length);
}

/** How a word may be written in plain Latin letters, at most eight ways. Scripts that the tables do not have stay as they are. */
export function spellingsOf(word: string, { letters }: NameTables): string[] {
  return ways([...word], (letter) => letters[letter] ?? [plain(letter)]);
}

/** Brings a plain spelling to what it sounds like whoever wrote it down: `Yuliia`, `Julija` and `Iulia` have one form in common. */
export function foldedForms(spelling: string, { spellings, readings }: NameTables): string[] {
  let text = spelling;
  for (const [from, to] of spellings) text = text.replaceAll(from, to);
  const read = ways([...text], (letter) => readings[letter] ?? [letter]);
  return unique(read.map((form) => form.replace(/(.)\1+/gu, "$1").replace(/(?<=[aeou])h$/u, "")));
}

function ways(letters: readonly string[], spelt: (letter: string) => readonly string[]): string[] {
  let made: string[] = [""];
  for (const letter of letters) {
    const choices = spelt(letter);
    const next = made.flatMap((start) => choices.map((choice) => start + choice));
    // Beyond the most, only the likeliest reading goes on.
    made = next.length <= mostWays ? next : made.map((start) => start + (choices[0] ?? ""));
  }
  return unique(made);
}

/** A Latin letter without its mark; any other one as it is. */
function plain(letter: string): string {
  const bare = letter.normalize("NFD").replace(/\p{M}/gu, "");
  return /^[a-z]+$/.test(bare) ? bare : letter;
}

export function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
