import type { Assessment } from "./assessment.ts";
import { type Count, isDirect, isTreatedAsChild, isUsed, raises } from "./count.ts";
import type { Element } from "./list.ts";
import { conditionsSuffice } from "./result.ts";
import { hasOne, mark, type Tally } from "./tally.ts";

/** Act, means and purpose of the definition (II.2). `tally` is passed apart from the count, so that one more sign can be tried. */
export function actOf(count: Count, tally: Tally): Assessment["act"] {
  return count.acts.length > 0 || hasOne(tally, mark.act) ? "supported" : "not-yet";
}

export function meansOf(count: Count, tally: Tally): Assessment["means"] {
  if (isTreatedAsChild(count, tally)) return "not-required";
  return hasOne(tally, mark.directMeans) ? "supported" : "not-yet";
}

export function purposeOf(count: Count, tally: Tally): Assessment["purpose"] {
  const { form } = count;
  const child = isTreatedAsChild(count, tally);
  if (hasOne(tally, mark.directPurpose) || (child && hasOne(tally, mark.childDirectPurpose))) return "exploited";
  if (conditionsSuffice(count, tally)) return "exploited";
  if (form === null) return "not-yet";
  if (form.sure) {
    if (form.stage === "happening") return child || hasOne(tally, mark.control) ? "exploited" : "not-yet";
    return form.stage === "intended" ? "intended" : "not-yet";
  }
  return hasOne(tally, mark.deception) ? "intended" : "not-yet";
}

/** The signs that support each element, in the list's order. */
export function supportOf(count: Count): Assessment["elements"] {
  const { form, tally } = count;
  const conditions = conditionsSuffice(count, tally);
  const control = form?.sure === true && form.stage === "happening";
  const deception = form !== null && !form.sure && purposeOf(count, tally) === "intended";
  const support: Record<Element, string[]> = { act: [], means: [], purpose: [] };
  // What a sign may count as for the purpose, beside being direct; whether it counts at all is asked first.
  const purposes = (conditions ? mark.condition : 0) | (control ? mark.control : 0) | (deception ? mark.deception : 0);
  for (const sign of count.present) {
    if (!raises(count, sign)) continue;
    const { elements } = sign.indicator;
    const direct = isDirect(count, sign);
    if (elements.includes("act")) support.act.push(sign.id);
    if (direct && (elements.includes("means") || isUsed(count, sign))) support.means.push(sign.id);
    if ((direct && elements.includes("purpose")) || (sign.used & purposes) !== 0) support.purpose.push(sign.id);
  }
  return support;
}
