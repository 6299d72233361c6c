import type { Assessment, CaseInput } from "./assessment.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Count } from "./count.ts";
import { hasOne, mark } from "./tally.ts";

/**
 * Sentences that protect the person from a wrong turn: an offence, a refusal, a consent, a myth. A guard never changes the
 * result. In the list's order.
 */
export function guardsOf(
  catalogue: Catalogue,
  input: CaseInput,
  count: Count,
  treatAsChild: boolean,
  means: Assessment["means"],
): string[] {
  const holding = new Set<string>(count.form?.form.guards);
  if (input.offence) holding.add("non-punishment");
  if (treatAsChild && input.age !== "child") holding.add("treat-as-child");
  if (hasOne(count.tally, mark.condition) && means === "not-yet") holding.add("labour-rights");
  if (input.supervised) holding.add("supervised");
  for (const statement of input.statements) {
    const guard = catalogue.guardOfStatement.get(statement);
    if (guard !== undefined) holding.add(guard);
  }
  if (holding.size === 0) return [];
  return catalogue.list.guards.filter((guard) => holding.has(guard.id)).map((guard) => guard.id);
}
