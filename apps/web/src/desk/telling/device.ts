import type { PushMessage } from "@threshold/contract";

/** A sentence as it was compiled: text, or text with places for values between. */
export type DeviceText = string | readonly (string | readonly string[])[];
/** What a device says in one language. */
export interface DeviceWords {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly words: Readonly<Record<string, DeviceText>>;
}
/** What is shown; others may see the screen. */
export interface Shown {
  readonly title: string;
  readonly body: string;
  /** A later message about the same takes the place of the one before. */
  readonly tag: string;
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
}

/** The reader's first language that there are words in, else English. The test language is for pages alone. */
export function wordsFor(all: readonly DeviceWords[], wanted: readonly string[]): DeviceWords {
  const real = all.filter(({ language }) => language !== "ar-XB");
  const tags = wanted.flatMap((tag) => [tag, tag.split("-")[0] ?? tag]);
  const found = tags.flatMap((tag) => real.find(({ language }) => language === tag) ?? [])[0];
  return found ?? real.find(({ language }) => language === "en") ?? { language: "", direction: "ltr", words: {} };
}

/** A message by what was pushed. What cannot be read says that something waits, all the same: it was sent for a reason. */
export function messageOf(pushed: string, { language, direction, words }: DeviceWords): Shown {
  const { kind, reference } = read(pushed);
  const say = (name: string, value = "") => {
    const text = words[name] ?? "";
    return typeof text === "string" ? text : text.map((part) => (typeof part === "string" ? part : value)).join("");
  };
  const body = kind === "test" ? say("test") : reference === null ? "" : say("body", reference);
  return { title: say("title"), body, tag: reference ?? kind ?? "", lang: language, dir: direction };
}

function read(pushed: string): { readonly kind: string | null; readonly reference: string | null } {
  try {
    const { kind, reference } = JSON.parse(pushed) as Partial<PushMessage>;
    return { kind: kind ?? null, reference: /^[0-9A-Z-]{4,20}$/.test(reference ?? "") ? (reference ?? null) : null };
  } catch {
    return { kind: null, reference: null };
  }
}
