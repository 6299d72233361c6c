import type { NameTables } from "../../packages/casework/src/names/tables.ts";

/** `names/letters.yaml`, as keyed: one table for each script. */
export interface LettersFile {
  readonly cyrillic: NameTables["letters"];
  readonly arabic: NameTables["letters"];
  readonly latin: NameTables["letters"];
  readonly lookalike: NameTables["lookalike"];
}
export type SoundsFile = Omit<NameTables, "letters" | "lookalike">;

/** The two files as the search for a name reads them. */
export function nameTables(
  { cyrillic, arabic, latin, lookalike }: LettersFile,
  { little, beginnings, spellings, readings, bones, soundex }: SoundsFile,
): NameTables {
  const letters = { ...latin, ...cyrillic, ...arabic };
  return { letters, lookalike, little, beginnings, spellings, readings, bones, soundex };
}

/** What a schema cannot see: a letter stands in one table, spells itself in plain letters, and an earlier spelling hides no later one. */
export function checkNames({ letters, spellings, soundex }: NameTables, files: LettersFile): string[] {
  const faults: string[] = [];
  const all = [files.cyrillic, files.arabic, files.latin].flatMap((table) => Object.keys(table));
  for (const letter of all.filter((one, at) => all.indexOf(one) !== at))
    faults.push(`names/letters.yaml: ${letter} is there twice`);
  for (const [letter, ways] of Object.entries(letters)) {
    if ([...letter].length !== 1 || letter !== letter.toLowerCase() || letter !== letter.normalize("NFC"))
      faults.push(`names/letters.yaml: ${letter} is no single small letter`);
    if (new Set(ways).size !== ways.length) faults.push(`names/letters.yaml: ${letter} has a spelling twice`);
  }
  for (const [at, [from]] of spellings.entries()) {
    const hides = spellings.slice(0, at).find(([earlier]) => from.includes(earlier));
    if (hides !== undefined) faults.push(`names/sounds.yaml: ${from} is never reached, since ${hides[0]} comes before`);
  }
  const patterns = soundex.flatMap(([group]) => group.split(" "));
  for (const pattern of patterns.filter((one, at) => patterns.indexOf(one) !== at))
    faults.push(`names/sounds.yaml: soundex has ${pattern} twice`);
  return faults;
}
