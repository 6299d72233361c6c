import type { Reason } from "./assessment.ts";
import type { Catalogue, Sign } from "./catalogue.ts";
import { type Count, isDirect, raises } from "./count.ts";
import type { Result } from "./list.ts";
import { presuming } from "./result.ts";
import { mark } from "./tally.ts";

/**
 * Every rule of the result that holds, one row per rule and sign, in the rules' order, then the list's. Where a person is
 * presumed a victim, the signs that no presuming rule names follow, so that nothing noticed is left without a word.
 */
export function reasonsOf(catalogue: Catalogue, count: Count, result: Result): Reason[] {
  if (result === "none") return [];
  const rows = new Rows(catalogue, count);
  if (result === "presumed") presumedBy(rows, count);
  rows.ofUnnamed("Q1", true);
  rows.ofUnnamed("Q2", false);
  if (result === "potential") {
    if (count.form !== null) rows.ofFact("Q3", `form:${count.form.form.id}`);
    for (const act of count.acts) rows.ofFact("Q4", `act:${act}`);
  }
  return rows.reasons;
}

function presumedBy(rows: Rows, count: Count): void {
  const { tally, form } = count;
  if (presuming.P1(count, tally)) rows.ofDirect("P1");
  if (presuming.P2(count, tally)) rows.ofFact("P2", "claim");
  if (presuming.P3(count, tally)) rows.ofMarked("P3", mark.condition);
  if (presuming.P4(count, tally)) rows.ofMarked("P4", mark.after);
  if (presuming.P5(count, tally)) rows.ofFact("P5", `form:${form?.form.id}`);
  if (presuming.P6(count, tally)) {
    rows.ofFact("P6", `form:${form?.form.id}`);
    for (const act of count.acts) rows.ofFact("P6", `act:${act}`);
    rows.ofMarked("P6", mark.act);
  }
}

/** Reasons as they are found. A class and no closures: this runs for every case of a large file. */
class Rows {
  readonly reasons: Reason[] = [];
  private readonly catalogue: Catalogue;
  private readonly count: Count;
  /** The signs that raise a doubt, and whether a rule named each. */
  private readonly signs: Sign[] = [];
  private readonly named: boolean[] = [];

  constructor(catalogue: Catalogue, count: Count) {
    this.catalogue = catalogue;
    this.count = count;
    for (const sign of count.present) {
      if (!raises(count, sign)) continue;
      this.signs.push(sign);
      this.named.push(false);
    }
  }

  ofFact(rule: string, fact: string): void {
    this.reasons.push({ rule, indicator: null, section: this.catalogue.sectionOf(rule), fact });
  }

  ofDirect(rule: string): void {
    this.signs.forEach((sign, place) => {
      if (isDirect(this.count, sign)) this.name(rule, sign, place);
    });
  }

  /** `used` holds all that a sign counts as; whether it counts at all was asked before. */
  ofMarked(rule: string, wanted: number): void {
    this.signs.forEach((sign, place) => {
      if ((sign.used & wanted) !== 0) this.name(rule, sign, place);
    });
  }

  /** The signs that no rule has named yet: those at risk only, or all. */
  ofUnnamed(rule: string, atRisk: boolean): void {
    this.signs.forEach((sign, place) => {
      if (this.named[place] === false && (!atRisk || sign.risk)) this.name(rule, sign, place);
    });
  }

  private name(rule: string, sign: Sign, place: number): void {
    this.named[place] = true;
    this.reasons.push({ rule, indicator: sign.id, section: this.catalogue.sectionOf(rule) });
  }
}
