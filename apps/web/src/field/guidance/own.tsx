import { language } from "../../shared/words.ts";
import { country } from "./data.ts";

/** A text of the country's file, in the language of the screen where the file has it, else in English and marked as such. */
export function ownText(key: string): { readonly text: string; readonly lang: string } {
  const lang = country.texts[language.value]?.[key] === undefined ? "en" : language.value;
  return { text: country.texts[lang]?.[key] ?? key, lang };
}

export function Own({ of }: { of: string }) {
  const { text, lang } = ownText(of);
  return <bdi lang={lang === language.value ? undefined : lang}>{text}</bdi>;
}
