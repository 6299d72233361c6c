import { readFile } from "node:fs/promises";
import { type Messages, setupI18n } from "@lingui/core";

/** The server's own sentences in one language: those of its mail. Throws where there is none under a key. */
export type MailWords = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** @param file a compiled `mail.json` */
export async function readWords(file: string): Promise<MailWords> {
  const { language, messages }: { language: string; messages: Messages } = JSON.parse(await readFile(file, "utf8"));
  const words = setupI18n({ locale: language, messages: { [language]: messages } });
  return (key, values) => {
    if (!Object.hasOwn(messages, key)) throw new Error(`no words for ${key}`);
    return words._(key, values);
  };
}
