import { language, languagesOf, speak, type WordLoaders } from "../shared/words.ts";
import { remember, remembered } from "./menu/remember.ts";

const loaders: WordLoaders = import.meta.glob<{ default: unknown }>("../../../../knowledge/dist/*/field.json");
const laterLoaders: WordLoaders = import.meta.glob<{ default: unknown }>("../../../../knowledge/dist/*/later.json");
/** What the list needs; the words of everything else join once they are here. */
let bundles: readonly WordLoaders[] = [loaders];
const pseudo = "ar-XB";
const key = "language";

/** Languages to choose from. The right-to-left test language shows only where `pseudo` is set in this browser. */
export function languages(): readonly string[] {
  return languagesOf(loaders).filter((tag) => tag !== pseudo || remembered("pseudo") !== null);
}

/** Shows the language chosen before, else the browser's, else English. */
export async function setUpLanguage(): Promise<void> {
  const known = languages();
  const wished = [remembered(key), ...navigator.languages].flatMap((tag) =>
    tag === null ? [] : [tag, tag.split("-")[0] ?? tag],
  );
  // A language this phone has not fetched yet must not keep the list from opening.
  await speak(bundles, wished.find((tag) => known.includes(tag)) ?? "en").catch(() => speak(bundles, "en"));
}

/** Adds the words that the list does not need. Throws where they are not on this phone and there is no network. */
export async function speakOfEverything(): Promise<void> {
  if (bundles.includes(laterLoaders)) return;
  const all = [loaders, laterLoaders];
  await speak(all, language.value);
  bundles = all;
}

export async function changeLanguage(tag: string): Promise<void> {
  const now = await speak(bundles, tag).catch(() => null);
  if (now !== tag) return;
  remember(key, tag);
}

/** The language's own name, such as "English" or "українська". */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
