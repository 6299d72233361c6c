import { checkOffer } from "./check-offer.ts";
import type { Age, Knowledge, SignGroup } from "./knowledge.ts";

/** Ids are unique, and every id and section that is named somewhere exists. */
export function checkReferences(knowledge: Knowledge): string[] {
  const faults: string[] = [];
  const groups = Object.values(knowledge.signFiles).flatMap((file): readonly SignGroup[] => file.groups);
  const signs = groups.flatMap((group) => group.indicators);
  const known = {
    sign: signs.map((sign) => sign.id),
    form: ids(knowledge.forms),
    guard: ids(knowledge.guards),
    situation: ids(knowledge.situations),
    action: ids(knowledge.actions),
    rule: ids(knowledge.rules),
    statement: ids(knowledge.statements),
    disagreement: ids(knowledge.disagreement),
    act: knowledge.acts,
    means: knowledge.means,
    section: knowledge.sections,
    case: ids(knowledge.cases),
    country: ids(knowledge.countries),
    consent: knowledge.consents.map((consent) => consent.version),
    dimension: groups.flatMap((group) => group.dimension ?? []),
    glossary: knowledge.vocabulary.glossary,
    file: Object.keys(knowledge.signFiles),
  };
  for (const [kind, values] of Object.entries(known)) {
    for (const id of twice(values)) faults.push(`${kind} ${id} is there twice`);
  }
  const needs = (where: string, kind: keyof typeof known, values: readonly string[]) => {
    for (const id of values) if (!known[kind].includes(id)) faults.push(`${where} names an unknown ${kind}: ${id}`);
  };

  needs("list.yaml", "file", knowledge.order);
  for (const file of known.file) if (!knowledge.order.includes(file)) faults.push(`list.yaml leaves out ${file}`);
  for (const group of groups) {
    needs(`a group of ${group.phase}`, "section", group.sections);
    needs(`a group of ${group.phase}`, "form", group.forms ?? []);
    for (const sign of group.indicators) {
      needs(sign.id, "section", sign.sections ?? []);
      needs(sign.id, "form", sign.forms ?? []);
    }
  }
  for (const form of knowledge.forms) {
    needs(`form ${form.id}`, "guard", form.guards);
    needs(`form ${form.id}`, "section", form.sections);
  }
  for (const statement of knowledge.statements) needs(`statement ${statement.id}`, "guard", [statement.guard]);
  for (const reason of knowledge.disagreement) needs(`disagreement.yaml ${reason.id}`, "section", reason.sections);
  for (const rule of [...knowledge.rules, ...knowledge.guards]) needs(rule.id, "section", [rule.section]);
  for (const action of knowledge.actions) {
    needs(`action ${action.id}`, "section", action.sections);
    needs(`action ${action.id}`, "guard", action.when.guard ?? []);
    needs(`action ${action.id}`, "form", action.when.form ?? []);
    needs(`action ${action.id}`, "sign", action.when.sign ?? []);
  }
  faults.push(...situationFaults(knowledge, groups, needs));
  const { sections, vocabulary } = knowledge;
  const { servicePurposes } = vocabulary;
  faults.push(...checkOffer(knowledge.offer, { sections, servicePurposes, signs: agesOf(groups) }));
  for (const { id, when, which, sections } of knowledge.orders.moves) {
    needs(`move ${id}`, "form", when.form ?? []);
    needs(`move ${id}`, "sign", which.sign ?? []);
    needs(`move ${id}`, "section", sections);
  }
  for (const id of twice(ids(knowledge.orders.moves))) faults.push(`move ${id} is there twice`);
  for (const study of knowledge.cases) {
    needs(`case ${study.id}`, "section", [study.section]);
    for (const { input } of study.persons) {
      const where = `case ${study.id}`;
      needs(where, "sign", [...(input.present ?? []), ...(input.absent ?? []), ...(input.used ?? [])]);
      needs(where, "act", input.act ?? []);
      needs(where, "statement", input.statements ?? []);
      if (input.form) needs(where, "form", [input.form.id]);
    }
  }
  return faults;
}

/** Whom a sign is for, by its id. */
function agesOf(groups: readonly SignGroup[]): ReadonlyMap<string, readonly Age[]> {
  return new Map(
    groups.flatMap((group) =>
      group.indicators.map((sign) => [sign.id, sign.ages ?? group.ages ?? ["adult", "child"]] as const),
    ),
  );
}

type Needs = (where: string, kind: "section" | "sign", values: readonly string[]) => void;

/** A situation opens with the likeliest signs, each once, each fitting the age it is shown for. */
function situationFaults(knowledge: Knowledge, groups: readonly SignGroup[], needs: Needs): string[] {
  const faults: string[] = [];
  const ages = agesOf(groups);
  for (const { id, sections, signs, childSigns } of knowledge.situations) {
    needs(`situation ${id}`, "section", sections);
    for (const [age, list] of [
      ["adult", signs],
      ["child", childSigns ?? []],
    ] as const) {
      const where = `situation ${id} (${age})`;
      needs(where, "sign", list);
      for (const sign of twice(list)) faults.push(`${where} names ${sign} twice`);
      const unfit = list.slice(0, 12).filter((sign) => !(ages.get(sign) ?? [age]).includes(age));
      if (unfit.length > 0) faults.push(`${where} opens with signs of another age: ${unfit.join(", ")}`);
    }
    const short = signs.slice(0, 12).length;
    if (short < 10) faults.push(`situation ${id} has only ${short} signs`);
  }
  return faults;
}

function ids(values: readonly { readonly id: string }[]): string[] {
  return values.map((value) => value.id);
}

function twice(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
