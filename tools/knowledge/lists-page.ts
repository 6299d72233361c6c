import type { Indicator, IndicatorList } from "../../packages/identification/src/list.ts";
import type { Knowledge } from "./knowledge.ts";
import { type GuidebookList, guidebookLists, type Item, type Kind, kinds, named } from "./lists.ts";

/** Text prefix of each kind where it is not the kind itself. */
const prefixes: Partial<Record<Kind, string>> = { guidance: "" };

/**
 * `docs/lists.md`: every item of every list of the guidebook and what it became. The same knowledge gives the same page, byte
 * for byte, so that a test can hold the committed one against it.
 */
export function listsPage(knowledge: Knowledge, list: IndicatorList): string {
  const lists = guidebookLists(knowledge);
  const firsts = firstNamed(lists);
  const words = textsOf(knowledge);
  const signs = new Map(list.indicators.map((sign) => [sign.id, sign]));
  const counts = met(list);
  const lines = [
    "# The guidebook's lists, item by item",
    "",
    "Made by `npm run knowledge` from `knowledge/lists/`. Change that, not this page.",
    "",
    `${lists.length} lists with ${sum(lists.map(({ items }) => items.length))} items. They name ${firsts.size} signs, each of them once in the product,`,
    `whatever number of lists it stands in: ${list.indicators.filter(({ direct }) => direct).length} are direct, ${list.indicators.filter(({ direct }) => !direct).length} indirect (V.2), and`,
    `${list.indicators.filter(({ roles }) => roles.includes("group")).length} of those only describe a group and raise nothing by themselves.`,
    "",
    "- _Counted_: the number that the guidebook gives or prints, where there is one.",
    "- _First here_ and _shared_: signs that no list above names, and signs that one does.",
    "- _Not signs_: items that became something else, such as a form, a situation or a method, or nothing.",
    "",
    "## Counts",
    "",
    ...table(
      ["List", "Section", "Counted", "Items", "Signs", "First here", "Shared", "Not signs", "Difference"],
      lists.map((one) => countsOf(one, firsts)),
    ),
    "",
  ];
  for (const { id, name, section, items } of lists) {
    lines.push(`## ${name} (${section})`, "", `\`${id}\``, "");
    const rows = items.flatMap((item, index) => rowsOf(item, index + 1, { words, signs, counts }));
    const columns = ["No.", "Item", "Became", "In the product's words", "Kind", "Phase", "Elements", "Forms", "Ages"];
    lines.push(...table([...columns, "Situations", "Sections"], rows), "");
    const notes = items.flatMap(({ note }, index) => (note === undefined ? [] : [`- No. ${index + 1}: ${note}`]));
    if (notes.length > 0) lines.push(...notes, "");
  }
  return lines.join("\n");
}

/** The list that names a sign first, by sign. */
function firstNamed(lists: readonly GuidebookList[]): ReadonlyMap<string, string> {
  const firsts = new Map<string, string>();
  for (const { id, items } of lists)
    for (const sign of items.flatMap((item) => named(item, "sign"))) if (!firsts.has(sign)) firsts.set(sign, id);
  return firsts;
}

function countsOf(
  { id, name, section, counted, difference, items }: GuidebookList,
  firsts: ReadonlyMap<string, string>,
) {
  const signs = [...new Set(items.flatMap((item) => named(item, "sign")))];
  const first = signs.filter((sign) => firsts.get(sign) === id).length;
  const other = items.filter((item) => item.sign === undefined).length;
  const why = [difference, ...items.flatMap(({ note }) => (counted === undefined ? [] : (note ?? [])))]
    .join(" ")
    .trim();
  return [name, section, counted ?? "", items.length, signs.length, first, signs.length - first, other, why];
}

interface Sources {
  readonly words: ReadonlyMap<string, string>;
  readonly signs: ReadonlyMap<string, Indicator>;
  readonly counts: ReadonlyMap<string, number>;
}

function rowsOf(item: Item, number: number, { words, signs, counts }: Sources): (string | number)[][] {
  const became = kinds.flatMap((kind) => named(item, kind).map((id) => ({ kind, id })));
  if (became.length === 0) return [[number, item.item, "nothing", item.none ?? "", "", "", "", "", "", "", ""]];
  return became.map(({ kind, id }, index) => {
    const prefix = prefixes[kind] ?? `${kind}.`;
    const start = [
      index === 0 ? number : "",
      index === 0 ? item.item : "",
      `${kind} \`${id}\``,
      words.get(prefix + id) ?? "",
    ];
    const sign = kind === "sign" ? signs.get(id) : undefined;
    if (sign === undefined) return [...start, "", "", "", "", "", "", ""];
    return [
      ...start,
      kindOf(sign),
      sign.phase,
      sign.elements.join(", "),
      sign.forms.join(", "),
      sign.ages.join(", "),
      counts.get(id) ?? 0,
      sign.sections.join(", "),
    ];
  });
}

function kindOf({ direct, directWhen, directFor, roles }: Indicator): string {
  if (roles.includes("group") && directWhen === undefined) return "group only";
  if (direct) return "direct";
  if (directWhen !== undefined) return "indirect, direct once somebody used it";
  return directFor === undefined ? "indirect" : "indirect, direct for a child";
}

/** In how many situations a sign is offered. */
function met({ situations }: IndicatorList): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { signs, childSigns = [] } of situations)
    for (const id of new Set([...signs, ...childSigns])) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function textsOf({ languages }: Knowledge): ReadonlyMap<string, string> {
  const english = languages.find(({ tag }) => tag === "en");
  return new Map(Object.values(english?.files ?? {}).flatMap(({ texts }) => Object.entries(texts)));
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
