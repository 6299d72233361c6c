import { t } from "../../shared/words.ts";
import { assessment } from "../notes/current.ts";

type Light = "lit" | "half" | "dim" | "free";

const lights: Record<string, Light> = {
  supported: "lit",
  exploited: "lit",
  intended: "lit",
  "not-yet": "dim",
  "not-required": "free",
};

/** Act, means and purpose as three pillars: lit, dim, or not needed for a child. The words below say the same. */
export function Pillars() {
  const now = assessment.value;
  return (
    <div class="reading">
      <h4>{t("field.reading.elements")}</h4>
      <ul class="pillars">
        {(["act", "means", "purpose"] as const).map((element) => (
          <li key={element} class={lights[now[element]]}>
            <svg viewBox="0 0 48 64" aria-hidden="true" focusable="false">
              <path d="M4 4h40v7H4zM4 53h40v7H4z" />
              <path class="shaft" d="M11 13h6v38h-6zM21 13h6v38h-6zM31 13h6v38h-6z" />
            </svg>
            <strong>{t(`element.${element}`)}</strong>
            <span>{t(`element-state.${now[element]}`)}</span>
          </li>
        ))}
      </ul>
      <p class="govuk-hint">{t("field.reading.elements-about")}</p>
    </div>
  );
}
