import { type Messages, setupI18n } from "@lingui/core";
import { readKnowledge } from "./knowledge.ts";

export interface Words {
  /** The sentence under a key; throws where there is none, since a key is no sentence. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
}

let opened: Promise<Words> | undefined;

/** The English words of every surface. Read once. */
export function openWords(): Promise<Words> {
  opened ??= read();
  return opened;
}

async function read(): Promise<Words> {
  const { messages } = (await readKnowledge("en/all.json")) as { readonly messages: Messages };
  const words = setupI18n({ locale: "en", messages: { en: messages } });
  return {
    say(key, values) {
      if (!Object.hasOwn(messages, key)) throw new Error(`no words for ${key}`);
      return words._(key, values);
    },
  };
}
