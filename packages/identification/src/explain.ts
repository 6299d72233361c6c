import type { CaseInput } from "./assessment.ts";
import { type Catalogue, catalogueOf } from "./catalogue.ts";
import { changeOf } from "./change.ts";
import { type Count, count } from "./count.ts";
import type { Explanation, Sentence } from "./explanation.ts";
import type { IndicatorList, Result } from "./list.ts";
import { missingOf } from "./missing.ts";
import { reasonsOf } from "./reasons.ts";
import { standOf } from "./stand.ts";

/**
 * The result of `assess` in sentences: why this, what is missing, what would change it. Pure; every input is answered, and
 * the same one always alike, whatever the order of its signs. Give the sentences to `inWords`.
 *
 * Throws only where the list lacks a rule that it must cite.
 */
export function explain(list: IndicatorList, input: CaseInput): Explanation {
  const catalogue = catalogueOf(list);
  const counted = count(catalogue, input);
  const now = standOf(counted, counted.tally);
  return {
    why: whyOf(catalogue, counted, now.result),
    missing: missingOf(catalogue, counted, now),
    change: changeOf(catalogue, input, counted, now),
  };
}

function whyOf(catalogue: Catalogue, counted: Count, result: Result): Sentence[] {
  if (result === "none") {
    const section = `=${catalogue.sectionOf("N0")}`;
    return [
      { key: "explain.why.nothing", values: { rule: "rule.N0", section } },
      { key: "explain.why.later", values: {} },
    ];
  }
  const byRule = new Map<string, { noticed: string[]; rule: string; section: string }>();
  for (const { rule, indicator, section, fact } of reasonsOf(catalogue, counted, result)) {
    const group = byRule.get(rule) ?? { noticed: [], rule: `rule.${rule}`, section: `=${section}` };
    if (indicator !== null) group.noticed.push(`sign.${indicator}`);
    else if (fact?.includes(":")) group.noticed.push(fact.replace(":", "."));
    byRule.set(rule, group);
  }
  return [...byRule.values()].map(({ noticed, ...rule }) =>
    // The person's own word is the rule itself: there is nothing to put before it.
    noticed.length === 0
      ? { key: "explain.why.alone", values: rule }
      : { key: "explain.why.noticed", values: { noticed, ...rule } },
  );
}
