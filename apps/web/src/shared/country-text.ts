import countryJson from "@knowledge/country.json";
import { language } from "./words.ts";

// The build checked the file against its schema.
const { texts } = countryJson as { readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>> };

/** What the country's file says, in the reader's language where it has that; its own English otherwise. Null where it says nothing. */
export const countryText = (key: string): string | null => texts[language.value]?.[key] ?? texts.en?.[key] ?? null;
