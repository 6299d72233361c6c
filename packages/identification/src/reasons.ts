import type { Reason } from "./assessment.ts";
import type { Catalogue, Sign } from "./catalogue.ts";
import { type Count, isDirect, raises } from "./count.ts";
import type { Result } from "./list.ts";
import { presuming } from "./result.ts";

/**
 * Every rule of the result that holds, one row per rule and sign, in the rules' order, then the list's. Where a person is
 * presumed a victim, the signs that no presuming rule names follow, so that nothing noticed is left without a word.
 */
export function reasonsOf(catalogue: Catalogue, count: Count, result: Result): Reason[] {
  if (result === "none") return [];
  const reasons: Reason[] = [];
  const named = new Set<Sign>();
  const bySigns = (rule: string, fits: (sign: Sign) => boolean): void => {
    for (const sign of count.present) {
      if (!raises(count, sign) || !fits(sign)) continue;
      reasons.push({ rule, indicator: sign.id, section: catalogue.sectionOf(rule) });
      named.add(sign);
    }
  };
  const byFact = (rule: string, fact: string): void => {
    reasons.push({ rule, indicator: null, section: catalogue.sectionOf(rule), fact });
  };
  if (result === "presumed") presumedBy(count, bySigns, byFact);
  bySigns("Q1", (sign) => !named.has(sign) && isRisk(sign));
  bySigns("Q2", (sign) => !named.has(sign));
  if (result === "potential") {
    if (count.form !== null) byFact("Q3", `form:${count.form.form.id}`);
    for (const act of count.acts) byFact("Q4", `act:${act}`);
  }
  return reasons;
}

function presumedBy(
  count: Count,
  bySigns: (rule: string, fits: (sign: Sign) => boolean) => void,
  byFact: (rule: string, fact: string) => void,
): void {
  const { tally, form } = count;
  const formFact = `form:${form?.form.id}`;
  if (presuming.P1(count, tally)) bySigns("P1", (sign) => isDirect(count, sign));
  if (presuming.P2(count, tally)) byFact("P2", "claim");
  if (presuming.P3(count, tally)) bySigns("P3", (sign) => sign.indicator.roles.includes("condition"));
  if (presuming.P4(count, tally)) bySigns("P4", (sign) => sign.indicator.roles.includes("after"));
  if (presuming.P5(count, tally)) byFact("P5", formFact);
  if (presuming.P6(count, tally)) {
    byFact("P6", formFact);
    for (const act of count.acts) byFact("P6", `act:${act}`);
    bySigns("P6", (sign) => sign.indicator.elements.includes("act"));
  }
}

function isRisk(sign: Sign): boolean {
  return sign.indicator.roles.includes("risk");
}
