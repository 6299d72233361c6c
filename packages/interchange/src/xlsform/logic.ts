import type { Indicator, IndicatorList } from "@threshold/identification";
import { nameOf } from "../outline/names.ts";
import type { Condition, Outline } from "../outline/outline.ts";

/** A value that the form works out. */
export interface Calculation {
  readonly name: string;
  readonly calculation: string;
}

const ref = (id: string): string => `\${${nameOf(id)}}`;
const is = (id: string, ...values: readonly string[]): string =>
  values.map((value) => `${ref(id)} = '${nameOf(value)}'`).join(" or ");
const either = (terms: readonly string[]): string => (terms.length === 0 ? "false()" : terms.join(" or "));
const both = (...terms: readonly string[]): string => terms.map((term) => `(${term})`).join(" and ");
const when = (term: string): string => `if(${term}, 'yes', 'no')`;
/** How many of the terms hold. */
const count = (terms: readonly string[]): string =>
  terms.length === 0 ? "0" : terms.map((term) => `if(${term}, 1, 0)`).join(" + ");
const worked = (name: string): string => `\${${name}} = 'yes'`;

export function relevance(condition: Condition | null): string {
  if (condition === null) return "";
  const { question } = condition;
  if ("given" in condition) return `${ref(question)} != ''`;
  return condition.not.map((value) => `${ref(question)} != '${nameOf(value)}'`).join(" and ");
}

/**
 * The rules of the result (P1 to P6, Q1 to Q4, V.4.1) in the form's own language, over the signs that the form asks for: the
 * same result as `assess` gives for the same answers. A group that is closed by age counts for nothing, as ODK and Kobo
 * empty what they do not show.
 */
export function calculations(list: IndicatorList, outline: Outline): readonly Calculation[] {
  const signs = outline.groups.flatMap(({ questions }) => questions.flatMap(({ sign }) => sign ?? []));
  const counted = (fits: (sign: Indicator) => boolean): string[] => signs.filter(fits).map(counts);
  const role = (name: Indicator["roles"][number]): string[] => counted(({ roles }) => roles.includes(name));

  const treatAsChild = either([
    is("age", "child", "unsure-claims-child"),
    both(either([`${ref("age")} = ''`, is("age", "unsure")]), either(role("doubtful-papers"))),
  ]);
  const direct = either([
    ...signs.filter(isUsable).map(({ id }) => is(id, "used")),
    ...counted(({ direct: always }) => always),
    ...signs
      .filter(({ direct: always, directFor }) => !always && directFor === "child")
      .map((sign) => both(counts(sign), worked("treat_as_child"))),
  ]);
  const labour = list.forms.filter((form) => form.labour).map(({ id }) => is("form", id));
  const act = either([`${ref("act")} != ''`, ...counted(({ elements }) => elements.includes("act"))]);
  const sure = both(`${ref("form")} != ''`, is("form-basis", "seen", "said"));

  const presumed = either([
    worked("direct_sign"),
    is("claims", "yes"),
    `\${conditions} >= 2`,
    both(`\${conditions} >= 1`, worked("form_sure"), either(labour)),
    `\${after_signs} >= 2`,
    both(worked("treat_as_child"), worked("form_sure")),
    both(worked("act_shown"), worked("form_sure"), is("form-stage", "intended")),
  ]);
  const potential = either([worked("any_sign"), `${ref("form")} != ''`, `${ref("act")} != ''`]);
  return [
    { name: "treat_as_child", calculation: when(treatAsChild) },
    { name: "any_sign", calculation: when(either(counted(() => true))) },
    { name: "direct_sign", calculation: when(direct) },
    { name: "conditions", calculation: count(role("condition")) },
    { name: "after_signs", calculation: count(role("after")) },
    { name: "act_shown", calculation: when(act) },
    { name: "form_sure", calculation: when(sure) },
    { name: "result", calculation: `if(${presumed}, 'presumed', if(${potential}, 'potential', 'none'))` },
  ];
}

/** Noticed in a way that counts: what only describes a group does so once somebody used it. */
function counts(sign: Indicator): string {
  const values = [...(sign.roles.includes("group") ? [] : ["present"]), ...(isUsable(sign) ? ["used"] : [])];
  return values.length === 0 ? "false()" : values.length === 1 ? is(sign.id, ...values) : `(${is(sign.id, ...values)})`;
}

function isUsable(sign: Indicator): boolean {
  return sign.vulnerability || sign.directWhen === "used-by-someone";
}
