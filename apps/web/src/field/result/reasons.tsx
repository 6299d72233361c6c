import type { Reason } from "@threshold/identification";
import { has, t } from "../../shared/words.ts";
import { assessment } from "../notes/current.ts";

/** Why: sign or fact → what the rule says → section of the guidebook. One block for each sign, so that nothing is read twice. */
export function Reasons() {
  const { reasons } = assessment.value;
  if (reasons.length === 0) return <p>{t("field.result.no-reason")}</p>;
  const byFact = new Map<string, Reason[]>();
  for (const reason of reasons) byFact.set(factOf(reason), [...(byFact.get(factOf(reason)) ?? []), reason]);
  return (
    <ul class="reasons">
      {[...byFact].map(([fact, rows]) => (
        <li key={fact}>
          <strong>{fact}</strong>
          {meaning(rows[0])}
          {rows.map(({ rule, section }) => (
            <span class="rule" key={rule}>
              {t(`rule.${rule}`)} <span class="section">{t("field.section", { section, rule })}</span>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function factOf({ indicator, fact }: Reason): string {
  if (indicator !== null) return t(`sign.${indicator}`);
  if (fact === undefined) return t("field.fact.together");
  const [kind = "", id = ""] = fact.split(":");
  if (kind === "act" || kind === "form") return t(`${kind}.${id}`);
  return t(`field.fact.${kind}`);
}

function meaning(reason: Reason | undefined) {
  const key = `sign-means.${reason?.indicator}`;
  return has(key) ? <span class="means">{t(key)}</span> : null;
}
