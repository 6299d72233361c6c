import { t } from "../../shared/words.ts";
import { assessment } from "../notes/current.ts";
import { Fold } from "../page/parts.tsx";
import { Items } from "./care.tsx";
import { guidance } from "./data.ts";

/** The nine rules (VI.3), a quiet fold whose first line is always in sight, wherever a child is spoken to. */
export function ChildRules() {
  const [first] = guidance.childRules;
  if (!assessment.value.treatAsChild || first === undefined) return null;
  return (
    <aside class="child-rules" aria-label={t("guidance.child.about")}>
      <p>
        <strong>{t("guidance.child")}</strong> {t(`child-rule.${first.id}`)}
      </p>
      <Fold summary={t("guidance.child.about")}>
        <Items prefix="child-rule" items={guidance.childRules} />
      </Fold>
    </aside>
  );
}
