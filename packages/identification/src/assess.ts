import { actionsOf } from "./actions.ts";
import type { Assessment, CaseInput } from "./assessment.ts";
import { catalogueOf } from "./catalogue.ts";
import { count, isTreatedAsChild } from "./count.ts";
import { delphiOf } from "./delphi.ts";
import { actOf, meansOf, purposeOf, supportOf } from "./elements.ts";
import { guardsOf } from "./guards.ts";
import type { IndicatorList } from "./list.ts";
import { lookNextOf } from "./look-next.ts";
import { reasonsOf } from "./reasons.ts";
import { resultOf } from "./result.ts";

/**
 * Signs in, reasoned assessment out (guidebook II.2, IV.3, V.2 to V.4, VI.2 to VI.6). The same input gives the same
 * output, whatever the order of its signs; nothing is stored, sent or asked.
 *
 * Every input is answered: ids that the list does not know count for nothing here, `parse` is the place that refuses them.
 * Throws only where the list lacks a rule that it must cite.
 */
export function assess(list: IndicatorList, input: CaseInput): Assessment {
  const catalogue = catalogueOf(list);
  const counted = count(catalogue, input);
  const { tally } = counted;
  const treatAsChild = isTreatedAsChild(counted, tally);
  const result = resultOf(counted, tally);
  const act = actOf(counted, tally);
  const means = meansOf(counted, tally);
  const guards = guardsOf(catalogue, input, counted, treatAsChild, means);
  return {
    id: input.id,
    result,
    act,
    means,
    purpose: purposeOf(counted, tally),
    delphi: delphiOf(catalogue, counted, treatAsChild, act),
    treatAsChild,
    reasons: reasonsOf(catalogue, counted, result),
    guards,
    do: actionsOf(catalogue, { count: counted, result, treatAsChild, guards }),
    lookNext: lookNextOf(catalogue, counted),
    elements: supportOf(counted),
  };
}
