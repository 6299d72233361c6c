import type { CaseInput, IndicatorList } from "@threshold/identification";
import { Engine, type TopLevelCondition } from "json-rules-engine";
import { groupsOf, type Verdict } from "./cases.ts";

type Facts = Readonly<Record<string, unknown>>;

/**
 * The rules for json-rules-engine: conditions over facts, shared by name, each outcome an event. Sets of signs are asked for
 * with its own `someFact:in`, which is quicker for it than a condition for each sign; "two of these" is a computed fact, as
 * its documentation has it. One engine serves all cases.
 */
export function jsonRules(list: IndicatorList): (input: CaseInput) => Promise<Verdict> {
  const groups = groupsOf(list);
  const engine = new Engine([], { allowUndefinedFacts: true });
  const noticed = (value: readonly string[]) => ({ fact: "noticed", operator: "someFact:in", value });
  const used = { fact: "used", operator: "someFact:in", value: groups.usable };
  const named = (condition: string) => ({ condition });
  const counted = (name: "condition" | "after") =>
    engine.addFact(`${name}-signs`, async (_params, almanac) => {
      const present = await almanac.factValue<readonly string[]>("noticed");
      return present.filter((id) => groups[name].includes(id)).length;
    });
  counted("condition");
  counted("after");

  const conditions: Readonly<Record<string, TopLevelCondition>> = {
    child: { any: [{ fact: "age", operator: "in", value: ["child", "unsure-claims-child"] }] },
    sure: { any: [{ fact: "basis", operator: "in", value: ["seen", "said"] }] },
    happening: { all: [named("sure"), { fact: "stage", operator: "equal", value: "happening" }] },
    intended: { all: [named("sure"), { fact: "stage", operator: "equal", value: "intended" }] },
    act: { any: [{ fact: "act", operator: "someFact:in", value: list.acts }, noticed(groups.act)] },
    exploitative: {
      any: [
        { fact: "condition-signs", operator: "greaterThanInclusive", value: 2 },
        {
          all: [
            { fact: "condition-signs", operator: "equal", value: 1 },
            named("sure"),
            { fact: "form", operator: "in", value: groups.labourForms },
          ],
        },
      ],
    },
    presumed: {
      any: [
        noticed(groups.direct),
        used,
        { all: [named("child"), noticed(groups.directForChild)] },
        { fact: "claims", operator: "equal", value: true },
        named("exploitative"),
        { fact: "after-signs", operator: "greaterThanInclusive", value: 2 },
        { all: [named("child"), named("sure")] },
        { all: [named("intended"), named("act")] },
      ],
    },
    exploited: {
      any: [
        noticed(groups.directPurpose),
        { all: [named("child"), noticed(groups.directPurposeForChild)] },
        named("exploitative"),
        { all: [named("happening"), { any: [named("child"), noticed(groups.control)] }] },
      ],
    },
  };
  for (const [name, condition] of Object.entries(conditions)) engine.setCondition(name, condition);

  const rule = (event: string, value: string, condition: TopLevelCondition) =>
    engine.addRule({ conditions: condition, event: { type: event, params: { value } } });
  rule("result", "presumed", { any: [named("presumed")] });
  rule("result", "potential", {
    all: [
      { not: named("presumed") },
      {
        any: [
          noticed(groups.counted),
          { fact: "form", operator: "notEqual", value: null },
          { fact: "act", operator: "someFact:in", value: list.acts },
        ],
      },
    ],
  });
  rule("act", "supported", { any: [named("act")] });
  rule("means", "not-required", { any: [named("child")] });
  rule("means", "supported", { all: [{ not: named("child") }, { any: [noticed(groups.directMeans), used] }] });
  rule("purpose", "exploited", { any: [named("exploited")] });
  rule("purpose", "intended", {
    all: [
      { not: named("exploited") },
      {
        any: [
          named("intended"),
          { all: [{ fact: "basis", operator: "equal", value: "suspected" }, noticed(groups.deception)] },
        ],
      },
    ],
  });

  return async (input) => {
    const { events } = await engine.run(factsOf(input));
    const verdict: Record<string, string> = { result: "none", act: "not-yet", means: "not-yet", purpose: "not-yet" };
    for (const { type, params } of events) verdict[type] = params?.value;
    return verdict as unknown as Verdict;
  };
}

function factsOf({ age, form, act, present, used, claims }: CaseInput): Facts {
  return {
    age,
    form: form?.id ?? null,
    basis: form?.basis ?? null,
    stage: form?.stage ?? null,
    act,
    noticed: [...new Set([...present, ...used])],
    used,
    claims,
  };
}
