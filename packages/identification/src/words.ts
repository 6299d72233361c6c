import type { Words } from "./explanation.ts";

/** A compiled text: as it is, or in parts, where a list of one name is a placeholder. */
export type Message = string | readonly (string | readonly [string])[];

/**
 * Reads texts by their key, for whoever has no library for that: only plain placeholders, no plurals.
 *
 * The function it returns throws where there is no text under a key, since a key is no sentence.
 */
export function wordsFrom(messages: Readonly<Record<string, Message>>): Words {
  return (key, values = {}) => {
    const message = Object.hasOwn(messages, key) ? messages[key] : undefined;
    if (message === undefined) throw new Error(`no text under ${key}`);
    if (typeof message === "string") return message;
    return message.map((part) => (typeof part === "string" ? part : String(values[part[0]] ?? ""))).join("");
  };
}
