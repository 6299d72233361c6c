import { readdirSync } from "node:fs";
import { type Messages, setupI18n } from "@lingui/core";
import { readKnowledge, shelf } from "./knowledge.ts";

const ORIGINAL = "en";

export interface Words {
  /** BCP 47 tag. */
  readonly language: string;
  /** The sentence under a key; throws where there is none, since a key is no sentence. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
}

const opened = new Map<string, Promise<Words>>();

/** The words of every surface in one language. Each is read once. */
export function openWords(language = ORIGINAL): Promise<Words> {
  const known = opened.get(language) ?? read(language);
  opened.set(language, known);
  return known;
}

/** The languages that there are, the original first. */
export async function languages(): Promise<string[]> {
  await openWords();
  const tags = readdirSync(shelf, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const spoken = tags.map(({ name }) => name).filter((name) => readdirSync(`${shelf}/${name}`).includes("all.json"));
  return [ORIGINAL, ...spoken.filter((name) => name !== ORIGINAL).sort()];
}

async function read(language: string): Promise<Words> {
  const { messages } = (await readKnowledge(`${language}/all.json`)) as { readonly messages: Messages };
  const words = setupI18n({ locale: language, messages: { [language]: messages } });
  return {
    language,
    say(key, values) {
      if (!Object.hasOwn(messages, key)) throw new Error(`no words for ${key}`);
      return words._(key, values);
    },
  };
}
