import type { Knowledge } from "./knowledge.ts";

/** Words that would make who somebody is into a sign: never an indicator (guidebook I, IV.1). */
const profiling =
  /\b(ethnic|ethnicity|nationality|national origin|religion|religious|race|racial|foreigner|foreign-looking|skin|gypsy|roma)\b/i;
/** Words that label or blame a person. */
const labelling =
  /\b(prostitutes?|illegals?|illegal (?:migrant|immigrant|alien)s?|suspect victim|subjects?|case score)\b/i;

const longest = { sign: 60, "sign-means": 110 } as const;
const wordsInSentence = 25;
/** Texts an officer reads while somebody waits. */
const plain = new Set([
  "sign",
  "sign-means",
  "action",
  "action-detail",
  "guard",
  "result",
  "consent",
  "offer",
  ...["card", "card-detail", "dont", "evidence", "child-rule", "information", "rights", "reading"],
]);

/** Labels are short, sentences are plain, nothing profiles and nothing labels. Looks at English, the original. */
export function checkWords(knowledge: Knowledge): string[] {
  const faults: string[] = [];
  const english = knowledge.languages.find((language) => language.tag === "en");
  for (const [key, text] of Object.entries(english?.files ?? {}).flatMap(([, file]) => Object.entries(file.texts))) {
    const prefix = key.slice(0, key.indexOf("."));
    if (prefix === "sign" || prefix === "sign-means") {
      if (text.length > longest[prefix])
        faults.push(`${key} has ${text.length} characters, more than ${longest[prefix]}`);
      if (profiling.test(text)) faults.push(`${key} speaks of who somebody is: "${text}"`);
    }
    if (labelling.test(text)) faults.push(`${key} labels a person: "${labelling.exec(text)?.[0]}"`);
    if (plain.has(prefix)) {
      for (const sentence of text.split(/(?<=[.!?:])\s+/)) {
        const words = sentence.split(/\s+/).length;
        if (words > wordsInSentence) faults.push(`${key} has a sentence of ${words} words: "${sentence}"`);
      }
    }
  }
  for (const file of Object.values(knowledge.signFiles)) {
    for (const { id } of file.groups.flatMap((group) => group.indicators)) {
      if (profiling.test(id.replaceAll(/[.-]/g, " "))) faults.push(`sign ${id} speaks of who somebody is`);
    }
  }
  return faults;
}
