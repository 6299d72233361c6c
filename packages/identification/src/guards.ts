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
  const holding: string[] = count.form === null ? [] : [...count.form.form.guards];
  if (input.offence) holding.push("non-punishment");
  if (treatAsChild && input.age !== "child") holding.push("treat-as-child");
  if (hasOne(count.tally, mark.condition) && means === "not-yet") holding.push("labour-rights");
  if (input.supervised) holding.push("supervised");
  for (const statement of input.statements) {
    const guard = catalogue.guardOfStatement.get(statement);
    if (guard !== undefined) holding.push(guard);
  }
  if (holding.length === 0) return [];
  return catalogue.list.guards.filter((guard) => holding.includes(guard.id)).map((guard) => guard.id);
}
