import type { CaseInput, IndicatorList } from "@threshold/identification";
import { FunctionFactory, SurveyModel } from "survey-core";
import { groupsOf, type Verdict } from "./cases.ts";

/**
 * The rules for survey-core: calculated values over what was entered, each named once and used by the next. Sets of signs are
 * asked for with its own `anyof`; "two of these" is a function of ours, registered as its documentation has it. The model has
 * no questions, which is quicker for it, and one model serves all cases.
 */
export function surveyRules(list: IndicatorList): (input: CaseInput) => Verdict {
  const groups = groupsOf(list);
  FunctionFactory.Instance.register("howMany", ([given, wanted]: unknown[]) =>
    Array.isArray(given) && Array.isArray(wanted) ? given.filter((id) => wanted.includes(id)).length : 0,
  );
  const quoted = (ids: readonly string[]) => `[${ids.map((id) => `'${id}'`).join(", ")}]`;
  const noticed = (ids: readonly string[]) => `{noticed} anyof ${quoted(ids)}`;
  const used = `{used} anyof ${quoted(groups.usable)}`;
  const either = (...parts: string[]) => parts.map((part) => `(${part})`).join(" or ");

  const expressions: Readonly<Record<string, string>> = {
    child: "{age} anyof ['child', 'unsure-claims-child']",
    sure: "{basis} anyof ['seen', 'said']",
    acted: either("{act} notempty", noticed(groups.act)),
    conditions: `howMany({noticed}, ${quoted(groups.condition)})`,
    exploitative: either(
      "{conditions} >= 2",
      `{conditions} = 1 and {sure} = true and {form} anyof ${quoted(groups.labourForms)}`,
    ),
    presumed: either(
      noticed(groups.direct),
      used,
      `{child} = true and ${noticed(groups.directForChild)}`,
      "{claims} = true",
      "{exploitative} = true",
      `howMany({noticed}, ${quoted(groups.after)}) >= 2`,
      "{child} = true and {sure} = true",
      "{sure} = true and {stage} = 'intended' and {acted} = true",
    ),
    exploited: either(
      noticed(groups.directPurpose),
      `{child} = true and ${noticed(groups.directPurposeForChild)}`,
      "{exploitative} = true",
      `{sure} = true and {stage} = 'happening' and ({child} = true or ${noticed(groups.control)})`,
    ),
    result: `iif({presumed} = true, 'presumed', iif(${either(noticed(groups.counted), "{form} notempty", "{act} notempty")}, 'potential', 'none'))`,
    actState: "iif({acted} = true, 'supported', 'not-yet')",
    meansState: `iif({child} = true, 'not-required', iif(${either(noticed(groups.directMeans), used)}, 'supported', 'not-yet'))`,
    purposeState: `iif({exploited} = true, 'exploited', iif(${either(
      "{sure} = true and {stage} = 'intended'",
      `{basis} = 'suspected' and ${noticed(groups.deception)}`,
    )}, 'intended', 'not-yet'))`,
  };
  const model = new SurveyModel({
    calculatedValues: Object.entries(expressions).map(([name, expression]) => ({ name, expression })),
  });

  return (input) => {
    model.data = dataOf(input);
    return {
      result: model.getVariable("result"),
      act: model.getVariable("actState"),
      means: model.getVariable("meansState"),
      purpose: model.getVariable("purposeState"),
    };
  };
}

function dataOf({ age, form, act, present, used, claims }: CaseInput): Record<string, unknown> {
  return {
    age,
    claims,
    noticed: [...new Set([...present, ...used])],
    ...(form && { form: form.id, basis: form.basis, stage: form.stage }),
    ...(act.length > 0 && { act }),
    ...(used.length > 0 && { used }),
  };
}
