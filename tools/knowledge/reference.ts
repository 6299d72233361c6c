import type { Knowledge } from "./knowledge.ts";

/** What pushes people to leave, or draws them to a place (V.1). Describes a community, never a person. */
export interface Factor {
  readonly id: string;
  readonly kind: "push" | "pull";
  readonly section: string;
}

/** How children at risk are found (V.4.2): where, and the signs it can show, the likeliest first. */
export interface Method {
  readonly id: string;
  readonly section: string;
  readonly situations: readonly string[];
  readonly signs: readonly string[];
}

/** A crime that can mask trafficking (IV.2): the forms it may hide, and what to look for first. */
export interface Crime {
  readonly id: string;
  readonly section: string;
  readonly forms: readonly string[];
  readonly signs: readonly string[];
}

/** Who can notice a victim (IV.2), and in which situations they stand, the likeliest first. */
export interface Finder {
  readonly id: string;
  readonly section: string;
  readonly situations: readonly string[];
}

/** A place of high risk (VI.2.1, VI.6), and the situation whose signs fit it. */
export interface Place {
  readonly id: string;
  readonly sections: readonly string[];
  readonly situation: string;
  readonly forms: readonly string[];
}

/** What lists of the guidebook hold besides signs: compiled to `dist/reference.json`. */
export interface Reference {
  readonly factors: readonly Factor[];
  readonly methods: readonly Method[];
  readonly crimes: readonly Crime[];
  readonly finders: readonly Finder[];
  readonly places: readonly Place[];
}

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

/** Text prefixes of the reference and the ids below each. */
export function referenceIds({ reference }: Knowledge): Readonly<Record<string, readonly string[]>> {
  return {
    factor: ids(reference.factors),
    method: ids(reference.methods),
    crime: ids(reference.crimes),
    finder: ids(reference.finders),
    place: ids(reference.places),
  };
}

/** Ids are unique; every sign, form, situation and section that is named exists. One line per fault. */
export function checkReference(knowledge: Knowledge): string[] {
  const { factors, methods, crimes, finders, places } = knowledge.reference;
  const faults: string[] = [];
  const known = {
    sign: Object.values(knowledge.signFiles).flatMap(({ groups }) =>
      groups.flatMap(({ indicators }) => ids(indicators)),
    ),
    form: ids(knowledge.forms),
    situation: ids(knowledge.situations),
    section: knowledge.sections,
  };
  const needs = (where: string, kind: keyof typeof known, values: readonly string[]) => {
    for (const id of values) if (!known[kind].includes(id)) faults.push(`${where} names an unknown ${kind}: ${id}`);
  };
  for (const [kind, values] of Object.entries(referenceIds(knowledge))) {
    for (const id of new Set(values.filter((id, at) => values.indexOf(id) !== at)))
      faults.push(`${kind} ${id} is there twice`);
  }
  for (const { id, section } of [...factors, ...methods, ...crimes, ...finders]) needs(id, "section", [section]);
  for (const { id, sections } of places) needs(`place ${id}`, "section", sections);
  for (const { id, signs } of [...methods, ...crimes]) needs(id, "sign", signs);
  for (const { id, forms } of [...crimes, ...places]) needs(id, "form", forms);
  for (const { id, situations } of [...methods, ...finders]) needs(id, "situation", situations);
  for (const { id, situation } of places) needs(`place ${id}`, "situation", [situation]);
  return faults;
}
