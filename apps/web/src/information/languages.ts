import { languagesOf, speak, type WordLoaders } from "../shared/words.ts";

const loaders: WordLoaders = import.meta.glob<{ default: unknown }>("../../../../knowledge/dist/*/reading.json");
const pseudo = "ar-XB";

/** Languages that there are; the one for testing right-to-left only where the address asks for it, since nothing may be kept. */
export const languages = (): readonly string[] =>
  languagesOf(loaders).filter((tag) => tag !== pseudo || new URLSearchParams(location.search).has("pseudo"));

/** The browser's own language where it is known here, else English. Nothing remembers what is chosen on the page. */
export async function setUpLanguage(): Promise<void> {
  const known = languages();
  const wished = known.includes(pseudo)
    ? [pseudo]
    : navigator.languages.flatMap((tag) => [tag, tag.split("-")[0] ?? tag]);
  await speak([loaders], wished.find((tag) => known.includes(tag)) ?? "en");
}

/** In place: another address would be another line in the browser's history. */
export const speakHere = (tag: string): Promise<string> => speak([loaders], tag);

/** The language's own name, such as "English" or "українська". */
export function nameOf(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
