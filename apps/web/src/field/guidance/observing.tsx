import { t } from "../../shared/words.ts";
import { observing } from "../menu/role.ts";
import { go } from "../page/place.ts";

/** Why no question to the person is shown, and whom to ask instead: one tap (I, III.2, VII note 119). */
export function WhyHidden({ also }: { also?: string }) {
  const why = observing.value;
  if (why === null) return null;
  return (
    <section class="advice observing" aria-label={t("guidance.observe")}>
      <p>
        <strong>{t("guidance.observe")}</strong> {t(`guidance.observe.${why}`)}
      </p>
      {also === undefined ? null : <p>{also}</p>}
      <button type="button" class="plain" onClick={() => go("specialist")}>
        {t("field.ask-specialist")}
      </button>{" "}
      {why === "unsaid" ? (
        <button type="button" class="plain" onClick={() => go("menu")}>
          {t("guidance.observe.set")}
        </button>
      ) : null}
    </section>
  );
}

export function Observing() {
  return <WhyHidden />;
}
