import { readFileSync } from "node:fs";
import { setupI18n } from "@lingui/core";
import type { IndicatorList } from "@threshold/identification";
import type { Language, Languages } from "../../src/index.ts";

const dist = new URL("../../../../knowledge/dist/", import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, dist), "utf8"));

/** The real list. */
export const list = read("list.json") as IndicatorList;

function language(tag: string, name = tag): Language {
  const { messages } = read(`${tag}/all.json`) as { messages: Record<string, string> };
  const words = setupI18n({ locale: tag, messages: { [tag]: messages } });
  return {
    tag,
    name,
    say(key) {
      if (!Object.hasOwn(messages, key)) throw new Error(`no words for ${key}`);
      return words._(key);
    },
  };
}

export const english = language("en", "English");
/** English, and the right-to-left language made from it, so that a second language is never a copy of the first. */
export const two: Languages = [english, language("ar-XB", "Right to left")];
export const one: Languages = [english];

/** Every form: one for each situation, and the catalogue. */
export const forms: readonly (string | null)[] = [null, ...list.situations.map(({ id }) => id)];
