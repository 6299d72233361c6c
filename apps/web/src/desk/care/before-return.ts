import type { Care, LookRule } from "@threshold/casework/care";

/**
 * What a child's return asks for and nobody did: dangers that were never judged before it (II.5, VI.6, Annex IV).
 * @param need the need that is about to be given
 * @returns ids of risks; empty for any other need
 */
export function unlookedBefore(
  need: string,
  { risks }: Pick<Care, "risks">,
  looks: readonly LookRule[],
): readonly string[] {
  return looks
    .filter(({ after, moment }) => "need" in after && after.need === need && moment === "before-return")
    .flatMap((rule) =>
      rule.risks.filter((id) => !risks.get(id)?.all.some(({ record }) => record.moment === rule.moment)),
    );
}
