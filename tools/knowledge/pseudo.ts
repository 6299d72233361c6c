import type { Language } from "./knowledge.ts";

/**
 * A language nobody speaks, made from English: every word reads from right to left, so that a layout which forgets
 * right-to-left scripts shows it, and a sentence which was written into code stays readable and gives itself away.
 */
export function pseudoLanguage(english: Language): Language {
  return { tag: "ar-XB", name: pseudoText("Right to left"), direction: "rtl", files: english.files };
}

/** Wraps each word in right-to-left override marks; spaces and markup such as `<0>` stay as they are. */
export function pseudoText(words: string): string {
  return words.replace(/<\/?\w+\/?>|[^\s<]+/g, (word) => (word.startsWith("<") ? word : `\u202E${word}\u202C`));
}
