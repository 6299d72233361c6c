import type { Result } from "../../packages/identification/src/list.ts";
import type { Knowledge } from "./knowledge.ts";

/** One thing to show beside a result; what it leaves out holds in every situation, for every result, at every age. */
export interface GuidanceItem {
  readonly id: string;
  readonly situations?: readonly string[];
  readonly results?: readonly Result[];
  readonly ages?: readonly ("adult" | "child")[];
  readonly sections: readonly string[];
}

/** One of the six pieces of information, with its paragraphs for the person herself. */
export interface Piece extends GuidanceItem {
  readonly parts: readonly string[];
  readonly ifPursued?: readonly string[];
}

export interface Guidance {
  readonly atOnce: number;
  readonly here: number;
  readonly pinned: number;
  readonly cards: readonly GuidanceItem[];
  readonly dont: readonly GuidanceItem[];
  readonly evidence: readonly GuidanceItem[];
  readonly childRules: readonly GuidanceItem[];
  readonly childScreens: readonly string[];
  readonly askScreens: readonly string[];
  readonly askOnly: readonly string[];
  readonly ageUnsure: string;
  readonly information: readonly Piece[];
  readonly rights: { readonly officer: readonly GuidanceItem[]; readonly person: readonly GuidanceItem[] };
  /** Terms of the glossary by the key of the text that uses them. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly roles: readonly string[];
}

const ids = (items: readonly GuidanceItem[]) => items.map(({ id }) => id);

/** Text prefixes of the guidance and the ids below each. */
export function guidanceIds({ guidance }: Knowledge): Readonly<Record<string, readonly string[]>> {
  return {
    card: ids(guidance.cards),
    "card-detail": ids(guidance.cards),
    dont: ids(guidance.dont),
    evidence: ids(guidance.evidence),
    "child-rule": ids(guidance.childRules),
    information: ids(guidance.information),
    reading: guidance.information.flatMap(({ id, parts, ifPursued = [] }) =>
      ["title", ...parts, ...ifPursued].map((part) => `${id}.${part}`),
    ),
    "rights.officer": ids(guidance.rights.officer),
    "rights.person": ids(guidance.rights.person),
    role: guidance.roles,
  };
}

/** Ids are unique; situations, sections, terms and the texts that the terms belong to exist. One line per fault. */
export function checkGuidance(knowledge: Knowledge): string[] {
  const { guidance, sections, situations, vocabulary } = knowledge;
  const faults: string[] = [];
  const { cards, dont, evidence, childRules, information, rights } = guidance;
  const lists = { cards, dont, evidence, childRules, information, officer: rights.officer, person: rights.person };
  for (const [name, items] of Object.entries(lists)) {
    const where = `guidance.yaml ${name}`;
    const known = ids(items);
    for (const id of new Set(known.filter((id, at) => known.indexOf(id) !== at)))
      faults.push(`${where}: ${id} is there twice`);
    for (const item of items) {
      for (const section of item.sections)
        if (!sections.includes(section)) faults.push(`${where} ${item.id} names an unknown section: ${section}`);
      for (const id of item.situations ?? [])
        if (!situations.some((situation) => situation.id === id))
          faults.push(`${where} ${item.id} names an unknown situation: ${id}`);
    }
  }
  if (!knowledge.guards.some(({ id }) => id === guidance.ageUnsure))
    faults.push(`guidance.yaml ageUnsure names an unknown guard: ${guidance.ageUnsure}`);
  const english = knowledge.languages.find(({ tag }) => tag === "en");
  const texts = new Set(Object.values(english?.files ?? {}).flatMap((file) => Object.keys(file.texts)));
  for (const [key, terms] of Object.entries(guidance.words)) {
    if (!texts.has(key)) faults.push(`guidance.yaml words: there is no text ${key}`);
    for (const term of terms)
      if (!vocabulary.glossary.includes(term))
        faults.push(`guidance.yaml words ${key}: ${term} is not in the glossary`);
  }
  return faults;
}
