import type { ProblemName } from "@threshold/contract/errors";
import { has, languagesOf, locale, speak, t, type WordLoaders, written } from "../shared/words.ts";
import type { Sentence } from "./span.ts";

const loaders: WordLoaders = import.meta.glob<{ default: unknown }>("../../../../knowledge/dist/*/desk.json");
const pseudo = "ar-XB";

/** Languages to choose from; the pseudo-language for testing right-to-left only where a tester asked for it. */
export const languages = (): string[] =>
  languagesOf(loaders).filter((tag) => tag !== pseudo || localStorage.getItem("pseudo") !== null);

/** Shows the desk in this language; where it cannot be loaded, in the one before. */
export const speakDesk = (wanted: string): Promise<string> => speak([loaders], wanted);

export { t };

/**
 * Sentences without placeholders in another language than the one shown, for the person in front of the desk.
 * @returns null where that language has none of its own for one of them: what is missing there would be English
 */
export async function sentencesIn(
  tag: string,
  ids: readonly string[],
): Promise<{ readonly direction: "ltr" | "rtl"; readonly texts: readonly string[] } | null> {
  const path = Object.keys(loaders).find((one) => one.endsWith(`/${tag}/desk.json`));
  const loader = path === undefined ? undefined : loaders[path];
  if (loader === undefined) return null;
  const { direction, drafts, messages } = (await loader()).default as OwnWords;
  const texts = ids.flatMap((id) => (drafts.includes(id) ? [] : (messages[id] ?? [])));
  return texts.length === ids.length && texts.every((text) => typeof text === "string") ? { direction, texts } : null;
}
interface OwnWords {
  readonly direction: "ltr" | "rtl";
  /** Ids whose words nobody has reviewed, or that are English still. */
  readonly drafts: readonly string[];
  readonly messages: Readonly<Record<string, string>>;
}

/** A sentence in two halves round one value, where the value is an element of its own. */
export function around(id: string, name: string): readonly [before: string, after: string] {
  const mark = "\uFFFC";
  const [before = "", after = ""] = written(id, { [name]: mark }).split(mark);
  return [before, after];
}

/** What a call can fail with, as `call` names it. */
export type Trouble = { readonly problem: ProblemName | "no-network"; readonly retryAfter: number | null };

export const said = (sentence: Sentence): string => t(sentence.id, sentence.values);

/**
 * The words of an id that came in a card. Another list may know ids that this one does not: they are shown as they are,
 * never left out.
 */
export function word(group: string, id: string): string {
  const key = `${group}.${id}`;
  return has(key) ? t(key) : t("desk.unknown-word", { id });
}

export const words = (group: string, ids: readonly string[]): string => list(ids.map((id) => word(group, id)));

/** Things one after the other, as the language writes them. */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { style: "long", type: "unit" }).format(items);
}

/** A language by its BCP 47 tag: ours first, then the browser's own name for it. */
export function languageName(tag: string): string {
  if (has(`language-name.${tag}`)) return t(`language-name.${tag}`);
  try {
    return new Intl.DisplayNames(locale(), { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** One sentence for what went wrong. */
export function troubleText({ problem, retryAfter }: Trouble): string {
  if (problem === "no-network") return t("desk.no-network");
  const sentence = t(`error.${problem}`);
  return problem === "too-many" && retryAfter !== null
    ? `${sentence} ${t("desk.wait-first", { n: Math.ceil(retryAfter / 60) })}`
    : sentence;
}

const write = (iso: string, options: Intl.DateTimeFormatOptions): string => {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : new Intl.DateTimeFormat(locale(), options).format(at);
};

/** Day and time, in this computer's time zone. */
export const moment = (iso: string): string => write(iso, { dateStyle: "medium", timeStyle: "short" });
export const clock = (iso: string): string => write(iso, { timeStyle: "short" });
/** A calendar day such as `2026-11-02`, not moved by time zones. */
export const dayOf = (day: string): string => write(`${day}T12:00:00Z`, { dateStyle: "long", timeZone: "UTC" });
/** The same in a few letters, for a row: `Tue 1 Dec`. */
export const shortDay = (day: string): string =>
  write(`${day}T12:00:00Z`, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
/** Name of a weekday, Monday being 0. */
export const weekday = (n: number): string =>
  write(`2024-01-0${n + 1}T12:00:00Z`, { weekday: "long", timeZone: "UTC" });
