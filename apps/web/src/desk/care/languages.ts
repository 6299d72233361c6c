import { locale } from "../../shared/words.ts";
import { languageName } from "../words.ts";
import type { Option } from "./form.tsx";
import { languages } from "./lists.ts";

/** Languages to choose from, by their names in the reader's language. */
export const languageOptions = (): readonly Option[] =>
  languages
    .map((value) => ({ value, text: languageName(value) }))
    .sort((a, b) => a.text.localeCompare(b.text, locale()));
