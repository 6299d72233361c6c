import type { Age, Provenance } from "./knowledge.ts";

export type OfferLevel = "clear" | "not-clear" | "worrying";

export interface OfferAnswer {
  readonly advice?: readonly string[];
  readonly signs?: readonly string[];
  /** In place of `signs` where the person is treated as a child. */
  readonly childSigns?: readonly string[];
}

/** The check of an offer before somebody leaves, as it is keyed (guidebook II.1, V.1, V.5.1). */
export interface Offer {
  readonly provenance: Provenance;
  readonly kinds: readonly string[];
  readonly questions: readonly {
    readonly id: string;
    readonly kinds: readonly string[];
    readonly ages: readonly Age[];
    readonly first: readonly Age[];
    readonly sections: readonly string[];
    readonly answers: Readonly<Record<OfferLevel, OfferAnswer>>;
  }[];
  readonly advice: readonly string[];
  readonly take: {
    readonly sections: readonly string[];
    readonly parts: readonly {
      readonly id: string;
      readonly items: readonly {
        readonly id: string;
        readonly ages?: readonly Age[];
        readonly advice?: readonly string[];
      }[];
    }[];
  };
  readonly help: {
    readonly sections: readonly string[];
    readonly adult: readonly string[];
    readonly child: readonly string[];
    readonly never: readonly string[];
  };
}

/** What the check names and other files hold. */
export interface OfferNeighbours {
  readonly sections: readonly string[];
  readonly servicePurposes: readonly string[];
  /** Ages of every sign, by id. */
  readonly signs: ReadonlyMap<string, readonly Age[]>;
}

const levels = ["clear", "not-clear", "worrying"] as const;
/** More at once than this is not asked of somebody who waits (VI.6: short and to the point). */
const mostFirst = 12;

/** Text keys of the check without their prefix `offer.`. */
export function offerTexts({ kinds, questions, advice, take }: Offer): string[] {
  return [
    "question.kind",
    ...kinds.map((kind) => `answer.kind.${kind}`),
    ...questions.flatMap(({ id }) => [
      `question.${id}`,
      `name.${id}`,
      `warn.${id}`,
      ...levels.map((level) => `answer.${id}.${level}`),
    ]),
    ...advice.map((id) => `advice.${id}`),
    ...take.parts.flatMap(({ id, items }) => [`take.part.${id}`, ...items.map((item) => `take.${item.id}`)]),
  ];
}

/** Ids are unique and known, a sign fits the age it is given for, and no more than twelve questions come first. */
export function checkOffer({ kinds, questions, advice, take, help }: Offer, neighbours: OfferNeighbours): string[] {
  const faults: string[] = [];
  const items = take.parts.flatMap((part) => part.items);
  const unknown = (where: string, what: string, known: readonly string[], values: readonly string[]) => {
    for (const value of values) if (!known.includes(value)) faults.push(`${where} names an unknown ${what}: ${value}`);
  };
  const once = (what: string, ids: readonly string[]) => {
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at)))
      faults.push(`${what} ${id} is there twice`);
  };
  const question = questions.map(({ id }) => id);
  once("offer question", [...question, "kind"]);
  once("take-along item", [...items.map(({ id }) => id), "part"]);

  for (const { id, kinds: asked, ages, first, sections, answers } of questions) {
    const where = `offer question ${id}`;
    unknown(where, "kind of offer", kinds, asked);
    unknown(where, "section", neighbours.sections, sections);
    unknown(where, "age of its own", ages, first);
    for (const level of levels) {
      const answer = answers[level];
      unknown(`${where} (${level})`, "advice", advice, answer.advice ?? []);
      for (const age of ages) {
        for (const sign of (age === "child" ? answer.childSigns : undefined) ?? answer.signs ?? []) {
          const fits = neighbours.signs.get(sign);
          if (fits === undefined) faults.push(`${where} (${level}) names an unknown sign: ${sign}`);
          else if (!fits.includes(age)) faults.push(`${where} (${level}) gives ${sign} to another age: ${age}`);
        }
      }
    }
  }
  for (const kind of kinds) {
    for (const age of ["adult", "child"] as const) {
      const asked = questions.filter((one) => one.kinds.includes(kind) && one.first.includes(age)).length;
      if (asked === 0) faults.push(`no question about ${kind} comes first for this age: ${age}`);
      if (asked > mostFirst) faults.push(`${asked} questions about ${kind} come first for this age: ${age}`);
    }
  }
  const given = questions.flatMap(({ answers }) => levels.flatMap((level) => answers[level].advice ?? []));
  for (const id of advice) if (!given.includes(id)) faults.push(`no answer gives the advice ${id}`);
  for (const item of items) unknown(`take-along item ${item.id}`, "advice", advice, item.advice ?? []);
  unknown("offer.yaml", "section", neighbours.sections, [...take.sections, ...help.sections]);
  unknown("offer.yaml", "service purpose", neighbours.servicePurposes, [...help.adult, ...help.child]);
  return faults;
}
