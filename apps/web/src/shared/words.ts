import { setupI18n } from "@lingui/core";
import { signal } from "@preact/signals";
import { isolateAll } from "./isolate.ts";

const i18n = setupI18n();

/** One language's words for one surface, as `npm run knowledge` compiles them. */
interface Words {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly name: string;
  readonly messages: Messages;
}

/** Sentences by key: plain, or compiled where they hold placeholders. */
type Messages = Parameters<typeof i18n.load>[1];

export type WordLoaders = Record<string, () => Promise<{ default: unknown }>>;

/** The language shown now; reading it inside a component makes the component follow a change. */
export const language = signal("");
/** Grows with each load: the same language gains words when its second part comes. */
const loads = signal(0);

const languageOf = (path: string) => path.split("/").at(-2) ?? "";

export const languagesOf = (loaders: WordLoaders): string[] => Object.keys(loaders).map(languageOf).sort();

/**
 * Loads a language, from each of the bundles, and shows it. Where one cannot be loaded the language shown stays.
 * @returns the language shown afterwards
 */
export async function speak(bundles: readonly WordLoaders[], wanted: string): Promise<string> {
  const [words, ...more] = await Promise.all(bundles.map((loaders) => load(loaders, wanted)));
  if (words == null) return language.value;
  const messages = Object.assign({}, words.messages, ...more.map((bundle) => bundle?.messages));
  i18n.loadAndActivate({ locale: words.language, messages });
  document.documentElement.lang = words.language;
  document.documentElement.dir = words.direction;
  language.value = words.language;
  loads.value += 1;
  return words.language;
}

async function load(loaders: WordLoaders, wanted: string): Promise<Words | null> {
  const path = Object.keys(loaders).find((candidate) => languageOf(candidate) === wanted);
  const loader = path === undefined ? undefined : loaders[path];
  return loader === undefined ? null : ((await loader()).default as Words);
}

/**
 * The sentence with this id in the reader's language. A missing one shows its id, which the tests look for. Texts set into it
 * keep their own direction and leave the sentence's alone: a Latin name in an Arabic sentence.
 */
export function t(id: string, values?: Readonly<Record<string, unknown>>): string {
  return written(id, values === undefined ? undefined : isolateAll(values));
}

/**
 * The same with the values as they are, for taking a sentence apart.
 * Lingui is asked only for sentences with placeholders: it would warn about every plain one.
 */
export function written(id: string, values?: Record<string, unknown>): string {
  void loads.value;
  const message = i18n.messages[id];
  return typeof message === "string" ? message : i18n._(id, values);
}

/** Whether the language holds this sentence. */
export function has(id: string): boolean {
  void loads.value;
  return i18n.messages[id] !== undefined;
}

/** Every id below a prefix such as `need.`, without the prefix, in the order of the file. */
export function idsOf(prefix: string): string[] {
  void loads.value;
  return Object.keys(i18n.messages).flatMap((id) => (id.startsWith(prefix) ? [id.slice(prefix.length)] : []));
}

/** The tag that dates, numbers and lists are written by. */
export const locale = (): string => language.value || "en";
