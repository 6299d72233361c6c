import type { Care } from "./care.ts";
import { addDays } from "./days.ts";
import type { NeedRecord, RiskRecord } from "./record.ts";

/** When dangers are looked at anew, from the list: once a need stands so, or once somebody who was missing is found (IV.2, VI.6). */
export interface LookRule {
  readonly id: string;
  /** The moment of the judgements that it asks for. */
  readonly moment: RiskRecord["moment"];
  readonly after:
    | { readonly need: string; readonly states: readonly NeedRecord["state"][] }
    | { readonly alarm: "found" };
  readonly risks: readonly string[];
  /** Days from what asks for it; null for as soon as possible. */
  readonly within: number | null;
}
export interface Look {
  readonly rule: LookRule;
  /** Calendar day by which it is due; null for as soon as possible. */
  readonly day: string | null;
  /** Risks that nobody has judged for it yet. */
  readonly risks: readonly string[];
}
interface Cause {
  readonly place: number;
  readonly at: string;
}

/** Looks that are asked for and not done: each risk of the rule needs a judgement of its moment, placed after what asks for it. */
export function looksOf(care: Care, rules: readonly LookRule[]): readonly Look[] {
  return rules.flatMap((rule) => {
    const cause = causeOf(care, rule);
    if (cause === null) return [];
    const risks = rule.risks.filter((id) => !judgedSince(care, id, rule.moment, cause.place));
    const day = rule.within === null ? null : addDays(cause.at.slice(0, 10), rule.within);
    return risks.length === 0 ? [] : [{ rule, day, risks }];
  });
}

/** Where it began: the first of the records since which it stands so without a break. Null where it does not. */
function causeOf({ needs, alarms }: Care, { after }: LookRule): Cause | null {
  if ("alarm" in after) {
    const found = [...alarms.values()].flatMap(({ now }) => (now.record.state === after.alarm ? [now] : []));
    const [last] = found.sort((a, b) => b.place - a.place);
    return last === undefined ? null : { place: last.place, at: last.record.at };
  }
  const standing = needs.get(after.need);
  if (standing === undefined || !after.states.includes(standing.now.record.state)) return null;
  let begun = standing.now;
  for (const one of [...standing.all].reverse()) {
    if (one.place > standing.now.place) continue;
    if (!after.states.includes(one.record.state)) break;
    begun = one;
  }
  return { place: begun.place, at: begun.record.at };
}

const judgedSince = ({ risks }: Care, id: string, moment: RiskRecord["moment"], place: number): boolean =>
  risks.get(id)?.all.some((one) => one.place > place && one.record.moment === moment) ?? false;
