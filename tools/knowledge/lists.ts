import type { Role } from "../../packages/identification/src/list.ts";
import { guidanceIds } from "./guidance.ts";
import type { KeyedSign, Knowledge, Provenance, SignGroup } from "./knowledge.ts";

/** What an item of the guidebook can have become, in the order in which a page tells it. */
export const kinds = [
  ...(["sign", "form", "act", "means", "situation", "place", "factor", "method", "crime", "finder"] as const),
  ...(["action", "guidance", "guard", "statement", "rule"] as const),
] as const;
export type Kind = (typeof kinds)[number];

/** One item of a list in a few words of our own, with what it became: ids of any kind, or `none` and why. */
export interface Item extends Readonly<Partial<Record<Kind, string | readonly string[]>>> {
  readonly item: string;
  /** Roles that the signs named here gain. */
  readonly roles?: readonly Role[];
  readonly none?: string;
  readonly note?: string;
}

export interface GuidebookList {
  readonly id: string;
  readonly section: string;
  readonly name: string;
  /** How many items the guidebook says there are; missing where it gives no number. */
  readonly counted?: number;
  /** Why there are more or fewer here. */
  readonly difference?: string;
  readonly items: readonly Item[];
}

export interface ListFile {
  readonly provenance: Provenance;
  readonly lists: readonly GuidebookList[];
}

/** Every list of the guidebook, in the order of `list.yaml`. */
export function guidebookLists({ listFiles, listOrder }: Knowledge): readonly GuidebookList[] {
  return listOrder.flatMap((file) => listFiles[file]?.lists ?? []);
}

/** The ids of one kind that an item became. */
export function named(item: Item, kind: Kind): readonly string[] {
  const value = item[kind];
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

/** Sections, in the guidebook's order, and roles that a sign gains from the lists that name it. */
export function cited(knowledge: Knowledge): ReadonlyMap<string, { sections: string[]; roles: Role[] }> {
  const found = new Map<string, { sections: Set<string>; roles: Set<Role> }>();
  for (const { section, items } of guidebookLists(knowledge)) {
    for (const item of items) {
      for (const id of named(item, "sign")) {
        const sign = found.get(id) ?? { sections: new Set(), roles: new Set() };
        sign.sections.add(section);
        for (const role of item.roles ?? []) sign.roles.add(role);
        found.set(id, sign);
      }
    }
  }
  const inOrder = (sections: Set<string>) => knowledge.sections.filter((section) => sections.has(section));
  return new Map(
    [...found].map(([id, { sections, roles }]) => [id, { sections: inOrder(sections), roles: [...roles] }]),
  );
}

/** Every item leads somewhere that exists, numbers agree with the guidebook's, and nothing here is without a source there. */
export function checkLists(knowledge: Knowledge): string[] {
  const lists = guidebookLists(knowledge);
  const known = knownIds(knowledge);
  const faults = fileFaults(knowledge, lists);
  for (const { id, section, items, counted, difference } of lists) {
    const where = `list ${id}`;
    if (!knowledge.sections.includes(section)) faults.push(`${where} names an unknown section: ${section}`);
    for (const words of twice(items.map(({ item }) => item.toLowerCase()))) faults.push(`${where} has twice: ${words}`);
    const differs = counted !== undefined && counted !== items.length;
    if (differs && difference === undefined)
      faults.push(`${where} has ${items.length} items, the guidebook counts ${counted}: say why`);
    if (!differs && difference !== undefined) faults.push(`${where} explains a difference that is not there`);
    for (const item of items) faults.push(...itemFaults(`${where} (${item.item})`, item, known));
  }
  for (const kind of [
    "sign",
    "form",
    "act",
    "means",
    "situation",
    "factor",
    "method",
    "crime",
    "finder",
    "place",
  ] as const) {
    const used = new Set(lists.flatMap(({ items }) => items.flatMap((item) => named(item, kind))));
    for (const id of known[kind]) if (!used.has(id)) faults.push(`${kind} ${id} stems from no list of the guidebook`);
  }
  return [...faults, ...signFaults(knowledge)];
}

function fileFaults({ listFiles, listOrder }: Knowledge, lists: readonly GuidebookList[]): string[] {
  const files = Object.keys(listFiles);
  return [
    ...listOrder
      .filter((file) => !files.includes(file))
      .map((file) => `list.yaml names an unknown file of lists: ${file}`),
    ...files.filter((file) => !listOrder.includes(file)).map((file) => `list.yaml leaves out lists/${file}`),
    ...twice(lists.map(({ id }) => id)).map((id) => `list ${id} is there twice`),
  ];
}

function itemFaults(where: string, item: Item, known: Readonly<Record<Kind, readonly string[]>>): string[] {
  const faults: string[] = [];
  const became = kinds.filter((kind) => item[kind] !== undefined);
  if (became.length === 0 && item.none === undefined) faults.push(`${where} became nothing: say what, or why not`);
  if (became.length > 0 && item.none !== undefined) faults.push(`${where} became something and nothing`);
  if (item.roles !== undefined && item.sign === undefined) faults.push(`${where} gives roles to no sign`);
  for (const kind of became) {
    for (const id of named(item, kind))
      if (!known[kind].includes(id)) faults.push(`${where} names an unknown ${kind}: ${id}`);
  }
  return faults;
}

/** A sign cites only sections whose lists name it, and can be met somewhere. */
function signFaults(knowledge: Knowledge): string[] {
  const faults: string[] = [];
  const sources = cited(knowledge);
  const met = new Set(knowledge.situations.flatMap(({ signs, childSigns }) => [...signs, ...(childSigns ?? [])]));
  for (const { sign, group } of keyedSigns(knowledge)) {
    const listed = sources.get(sign.id)?.sections ?? [];
    for (const section of sign.sections ?? group.sections)
      if (!listed.includes(section)) faults.push(`sign ${sign.id} cites ${section}, where no list names it`);
    if (!met.has(sign.id)) faults.push(`sign ${sign.id} is in no situation`);
  }
  return faults;
}

/** Every sign as it is keyed, with its group, in the list's order. */
export function keyedSigns({ order, signFiles }: Knowledge): readonly { sign: KeyedSign; group: SignGroup }[] {
  return order.flatMap((file) =>
    (signFiles[file]?.groups ?? []).flatMap((group) => group.indicators.map((sign) => ({ sign, group }))),
  );
}

function knownIds(knowledge: Knowledge): Readonly<Record<Kind, readonly string[]>> {
  const { reference } = knowledge;
  return {
    sign: ids(keyedSigns(knowledge).map(({ sign }) => sign)),
    form: ids(knowledge.forms),
    act: knowledge.acts,
    means: knowledge.means,
    situation: ids(knowledge.situations),
    place: ids(reference.places),
    factor: ids(reference.factors),
    method: ids(reference.methods),
    crime: ids(reference.crimes),
    finder: ids(reference.finders),
    action: ids(knowledge.actions),
    guidance: Object.entries(guidanceIds(knowledge)).flatMap(([prefix, values]) =>
      values.map((id) => `${prefix}.${id}`),
    ),
    guard: ids(knowledge.guards),
    statement: ids(knowledge.statements),
    rule: ids(knowledge.rules),
  };
}

function ids(values: readonly { readonly id: string }[]): string[] {
  return values.map(({ id }) => id);
}

function twice(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
