import type { Card } from "@threshold/casework";
import type { CaseInput, IndicatorList } from "@threshold/identification";

export interface Reading {
  readonly input: CaseInput;
  /** Ids of the card that this desk's list does not know; they are shown, and left out of the assessment. */
  readonly unknown: readonly string[];
  /** True where the phone used another version of the list. */
  readonly otherList: boolean;
}

const bases = ["seen", "said", "suspected"] as const;
const stages = ["happening", "intended"] as const;

/** What the card says, as the engine takes it, so that the desk can judge for itself with its own list. */
export function readingOf(card: Card, list: IndicatorList): Reading {
  const unknown = new Set<string>();
  const keep = (ids: readonly string[], known: ReadonlySet<string>) =>
    ids.filter((id) => {
      if (!known.has(id)) unknown.add(id);
      return known.has(id);
    });
  const signs = new Set(list.indicators.map((sign) => sign.id));
  const usable = new Set(list.indicators.filter((sign) => sign.vulnerability).map((sign) => sign.id));
  const forms = new Set(list.forms.map((form) => form.id));
  const statements = new Set(list.statements.map((statement) => statement.id));
  const there = card.signs.filter((sign) => sign.source !== "not-there").map((sign) => sign.id);
  const absent = card.signs.filter((sign) => sign.source === "not-there").map((sign) => sign.id);
  const form = card.form;
  const formKnown = form !== null && keep([form.id], forms).length === 1;
  return {
    input: {
      id: null,
      age: card.age,
      form:
        form !== null && formKnown
          ? {
              id: form.id,
              basis: bases.find((basis) => basis === form.basis) ?? "suspected",
              stage: stages.find((stage) => stage === form.stage) ?? null,
            }
          : null,
      act: keep(card.act, new Set(list.acts)),
      present: keep(there, signs),
      absent: keep(absent, signs),
      used: keep(card.used, usable),
      claims: card.claims,
      statements: keep(card.statements, statements),
      offence: card.offence,
      supervised: card.supervised,
    },
    unknown: [...unknown].sort(),
    otherList: card.listVersion !== list.version,
  };
}
