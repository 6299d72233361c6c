import { readFileSync } from "node:fs";
import { type Message, wordsFrom } from "../../src/index.ts";

const { messages } = JSON.parse(
  readFileSync(new URL("../../../../knowledge/dist/en/all.json", import.meta.url), "utf8"),
) as { readonly messages: Readonly<Record<string, Message>> };

/** All English texts. */
export const words = wordsFrom(messages);

/** What a text asks to be filled with; fails where there is no text. */
export function placeholders(key: string): string[] {
  const message = messages[key];
  if (message === undefined) throw new Error(`no text ${key}`);
  return typeof message === "string" ? [] : message.flatMap((part) => (typeof part === "string" ? [] : part[0]));
}
