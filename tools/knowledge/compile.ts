import { createHash } from "node:crypto";
import { type CompiledMessageToken, compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import type { Indicator, IndicatorList } from "../../packages/identification/src/list.ts";
import type { Knowledge, Language, SignGroup } from "./knowledge.ts";
import { cited } from "./lists.ts";

/** A message as Lingui reads it: text, or text with placeholders and plurals between. */
export type Compiled = string | CompiledMessageToken[];

export interface Bundle {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly name: string;
  /** Keys whose words nobody has reviewed in this language yet: the reader is told. */
  readonly drafts: readonly string[];
  readonly messages: Readonly<Record<string, Compiled>>;
}

/** What a phone needs to draw the list and its result; everything else comes right after the first paint. */
const first = ["signs", "situations", "forms", "guidance", "common", "field"];
const later = [
  "meanings",
  "consent",
  "services",
  "record",
  "languages",
  "errors",
  "explain",
  "refer",
  "people",
  "offer",
  "trust",
  "shift",
  "rights",
  "glossary",
  "reference",
  "cards",
  "child-rules",
  "paper",
];

/** Text files of each bundle; `all` has every file. */
export const bundles: Readonly<
  Record<"field" | "later" | "desk" | "reading" | "mail" | "all", readonly string[] | null>
> = {
  field: first,
  later,
  desk: [
    ...first.filter((file) => file !== "field"),
    ...later.filter((file) => !["refer", "cards", "shift"].includes(file)),
    "desk",
    "list",
    "telling",
    "care",
    "law",
    "consents",
    "children",
    "together",
    "onward",
    "content",
    "custody",
    "sign-in",
    "people-keys",
  ],
  // The page that keeps nothing: no word of the others is on it.
  reading: ["reading"],
  // What the server writes to its members.
  mail: ["mail"],
  all: null,
};

/** The list that `assess` takes. Its version ends in a hash of its content, so that a card names exactly what was used. */
export function compileList(knowledge: Knowledge): IndicatorList {
  const list = {
    indicators: indicators(knowledge),
    dimensions: groups(knowledge).flatMap(({ dimension, sections }) =>
      dimension === undefined ? [] : [{ id: dimension, section: sections[0] ?? "" }],
    ),
    forms: knowledge.forms,
    acts: knowledge.acts,
    statements: knowledge.statements,
    situations: knowledge.situations,
    orders: knowledge.orders,
    rules: knowledge.rules,
    guards: knowledge.guards,
    actions: [...knowledge.actions].sort((a, b) => a.order - b.order),
  };
  const hash = createHash("sha256").update(JSON.stringify(list)).digest("hex");
  return { version: `${knowledge.version}+${hash.slice(0, 8)}`, ...list };
}

function groups(knowledge: Knowledge): SignGroup[] {
  return knowledge.order.flatMap((file) => knowledge.signFiles[file]?.groups ?? []);
}

function indicators(knowledge: Knowledge): Indicator[] {
  const further = cited(knowledge);
  return groups(knowledge).flatMap((group) =>
    group.indicators.map((sign) => {
      const { sections = [], roles = [] } = further.get(sign.id) ?? {};
      return {
        id: sign.id,
        direct: sign.direct,
        ...(sign.directWhen && { directWhen: sign.directWhen }),
        ...(sign.directFor && { directFor: sign.directFor }),
        elements: sign.elements ?? [],
        roles: unique([...group.roles, ...(sign.roles ?? []), ...roles]),
        phase: sign.phase ?? group.phase,
        ages: sign.ages ?? group.ages ?? ["adult", "child"],
        forms: sign.forms ?? group.forms ?? [],
        vulnerability: sign.vulnerability ?? group.vulnerability ?? false,
        ...(group.dimension && { dimension: group.dimension }),
        ...(sign.adultLabour && { adultLabour: sign.adultLabour }),
        ...(sign.childLabour && { childLabour: sign.childLabour }),
        sections: unique([...(sign.sections ?? group.sections), ...sections]),
      };
    }),
  );
}

/**
 * One language's words for one surface. What a language lacks comes from `fallback` (English) and counts as a draft.
 * `map` changes the words between placeholders; the pseudo-locale is made with it.
 */
export function compileBundle(
  language: Language,
  fallback: Language,
  name: keyof typeof bundles,
  map: (words: string) => string = (words) => words,
): Bundle {
  const messages: Record<string, Compiled> = {};
  const drafts: string[] = [];
  for (const [file, { texts }] of Object.entries(fallback.files)) {
    if (bundles[name]?.includes(file) === false) continue;
    const own = language.files[file];
    for (const [key, text] of Object.entries(texts)) {
      messages[key] = compileText(own?.texts[key] ?? text, map);
      if (own?.texts[key] === undefined || own.status === "machine-draft") drafts.push(key);
    }
  }
  const { tag, direction, name: title } = language;
  return { language: tag, direction, name: title, drafts, messages };
}

/** Compiles one ICU message; text without placeholders stays a string, which is smaller and quicker to show. Throws on a broken one. */
export function compileText(text: string, map: (words: string) => string = (words) => words): Compiled {
  const compiled = compileMessageOrThrow(text, map);
  const [only] = compiled;
  return compiled.length === 1 && typeof only === "string" ? only : compiled;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
