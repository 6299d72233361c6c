import { fileURLToPath } from "node:url";
import { type MailWords, readWords } from "../telling/words.ts";

const shelf = new URL("../../../../knowledge/dist/", import.meta.url);
const read = (language: string): Promise<MailWords> =>
  readWords(fileURLToPath(new URL(`${language}/mail.json`, shelf)));
/** Read once each. A language that there is not stays English until the next start. */
const known = new Map<string, Promise<MailWords>>();

/** What the server writes into calendars, in this language, or in English where there are no words in it. */
export function calendarWords(language: string): Promise<MailWords> {
  const words = known.get(language) ?? read(language).catch(() => read("en"));
  if (known.size < mostKnown) known.set(language, words);
  return words;
}

/** Tags come from outside, as many as somebody likes. */
const mostKnown = 100;
