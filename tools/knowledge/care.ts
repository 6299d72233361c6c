import type { Knowledge } from "./knowledge.ts";

interface CareItem {
  readonly id: string;
  readonly sections: readonly string[];
}

/** What a case is worked by once somebody has taken a person on. */
export interface CareLists {
  readonly steps: readonly CareItem[];
  readonly choices: readonly (CareItem & {
    readonly later?: boolean;
    readonly written?: boolean;
    readonly only?: "offences";
  })[];
  readonly needs: readonly (CareItem & { readonly tonight?: boolean })[];
  readonly risks: readonly CareItem[];
  readonly looks: readonly (CareItem & {
    readonly moment: string;
    readonly after: { readonly need: string; readonly states: readonly string[] } | { readonly alarm: "found" };
    readonly risks: readonly string[];
    readonly within: number | null;
  })[];
  readonly childSteps: readonly (CareItem & {
    readonly tells?: true;
    readonly asks?: true;
    readonly around?: readonly string[];
    readonly ahead?: readonly number[];
    readonly changes?: readonly string[];
  })[];
  readonly wishes: readonly (CareItem & { readonly pick?: readonly string[]; readonly contact?: boolean })[];
  readonly evidenceKinds: readonly CareItem[];
  readonly offenceLinks: readonly CareItem[];
  readonly laws: readonly CareItem[];
  readonly alarmSteps: readonly (CareItem & {
    readonly ages?: readonly "child"[];
    readonly call?: {
      readonly emergency?: readonly string[];
      readonly helplines?: readonly string[];
      readonly tell?: "child";
    };
    readonly page?: true;
  })[];
  readonly closeReasons: readonly CareItem[];
}

const lists = (care: CareLists): Readonly<Record<string, readonly CareItem[]>> => ({
  "care-step": care.steps,
  "care-choice": care.choices,
  "care-need": care.needs,
  "care-risk": care.risks,
  "care-look": care.looks,
  "care-child": care.childSteps,
  "care-wish": care.wishes,
  "care-evidence": care.evidenceKinds,
  "care-offence": care.offenceLinks,
  "care-law": care.laws,
  "care-alarm": care.alarmSteps,
  "care-close": care.closeReasons,
});

/** Text prefixes of the lists and the ids below each. What stops once a choice is taken back is said of each choice. */
export function careIds(care: CareLists): Readonly<Record<string, readonly string[]>> {
  return {
    ...Object.fromEntries(Object.entries(lists(care)).map(([prefix, items]) => [prefix, items.map(({ id }) => id)])),
    "care-stops": care.choices.map(({ id }) => id),
    "care-wish-pick": [...new Set(care.wishes.flatMap(({ pick }) => pick ?? []))],
    ...childIds(care.childSteps),
  };
}

/** What a child's step asks, tells of, or is about. */
function childIds(steps: CareLists["childSteps"]): Readonly<Record<string, readonly string[]>> {
  const asking = steps.filter(({ asks }) => asks).map(({ id }) => id);
  return {
    "care-ask": asking,
    "care-ask-yes": asking,
    "care-ask-no": asking,
    "care-around": [...new Set(steps.flatMap(({ around }) => around ?? []))],
    "care-child-day": steps.filter(({ ahead }) => ahead !== undefined).map(({ id }) => id),
    "care-change": [...new Set(steps.flatMap(({ changes }) => changes ?? []))],
  };
}

/** Ids are unique within a list, and sections, needs and risks that are named exist. One line per fault. */
export function checkCare(knowledge: Knowledge): string[] {
  return [...listFaults(knowledge), ...lookFaults(knowledge.care)];
}

function lookFaults({ looks, needs, risks }: CareLists): string[] {
  const known = { need: needs.map(({ id }) => id), risk: risks.map(({ id }) => id) };
  return looks.flatMap(({ id, after, risks: named }) => [
    ...("need" in after && !known.need.includes(after.need) ? [`care.yaml looks ${id} names an unknown need`] : []),
    ...named
      .filter((risk) => !known.risk.includes(risk))
      .map((risk) => `care.yaml looks ${id} names an unknown risk: ${risk}`),
  ]);
}

function listFaults({ care, sections }: Knowledge): string[] {
  return Object.entries(lists(care)).flatMap(([name, items]) =>
    items.flatMap(({ id, sections: named }, at) => [
      ...(items.findIndex((one) => one.id === id) === at ? [] : [`care.yaml ${name}: ${id} is there twice`]),
      ...named
        .filter((section) => !sections.includes(section))
        .map((section) => `care.yaml ${name} ${id} names an unknown section: ${section}`),
    ]),
  );
}
