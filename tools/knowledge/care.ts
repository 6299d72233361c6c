import type { Knowledge } from "./knowledge.ts";

interface CareItem {
  readonly id: string;
  readonly sections: readonly string[];
}

/** What a case is worked by once somebody has taken a person on. */
export interface CareLists {
  readonly steps: readonly CareItem[];
  readonly choices: readonly (CareItem & { readonly later?: boolean })[];
  readonly needs: readonly (CareItem & { readonly tonight?: boolean })[];
  readonly risks: readonly CareItem[];
  readonly childSteps: readonly CareItem[];
  readonly wishes: readonly CareItem[];
  readonly evidenceKinds: readonly CareItem[];
  readonly offenceLinks: readonly CareItem[];
  readonly alarmSteps: readonly CareItem[];
  readonly closeReasons: readonly CareItem[];
}

const lists = (care: CareLists): Readonly<Record<string, readonly CareItem[]>> => ({
  "care-step": care.steps,
  "care-choice": care.choices,
  "care-need": care.needs,
  "care-risk": care.risks,
  "care-child": care.childSteps,
  "care-wish": care.wishes,
  "care-evidence": care.evidenceKinds,
  "care-offence": care.offenceLinks,
  "care-alarm": care.alarmSteps,
  "care-close": care.closeReasons,
});

/** Text prefixes of the lists and the ids below each. */
export function careIds(care: CareLists): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(lists(care)).map(([prefix, items]) => [prefix, items.map(({ id }) => id)]));
}

/** Ids are unique within a list, and sections exist. One line per fault. */
export function checkCare({ care, sections }: Knowledge): string[] {
  return Object.entries(lists(care)).flatMap(([name, items]) =>
    items.flatMap(({ id, sections: named }, at) => [
      ...(items.findIndex((one) => one.id === id) === at ? [] : [`care.yaml ${name}: ${id} is there twice`]),
      ...named
        .filter((section) => !sections.includes(section))
        .map((section) => `care.yaml ${name} ${id} names an unknown section: ${section}`),
    ]),
  );
}
