import { useId } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { Radios } from "../page/parts.tsx";
import { communities, community, setCommunity } from "./community.ts";
import { role, roles, setRole } from "./role.ts";

/** What this phone knows of its owner: the role and the kind of community. Nothing of anybody met. */
export function Settings() {
  const id = useId();
  return (
    <section aria-labelledby="settings">
      <h2 id="settings">{t("guidance.settings")}</h2>
      <p>{t("guidance.settings.about")}</p>
      <div class="group">
        <label class="govuk-label" for={id}>
          {t("guidance.role")}
        </label>
        <select
          class="govuk-select"
          id={id}
          autocomplete="off"
          value={role.value ?? ""}
          onChange={({ currentTarget }) => setRole(currentTarget.value || null)}
        >
          <option value="">{t("guidance.role.none")}</option>
          {roles.map((one) => (
            <option key={one} value={one}>
              {t(`role.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <Radios
        legend={t("guidance.community")}
        hint={t("guidance.community.hint")}
        options={[...communities, "none" as const].map((value) => ({ value, label: t(`guidance.community.${value}`) }))}
        value={community.value ?? "none"}
        onPick={(chosen) => setCommunity(chosen === "none" ? null : chosen)}
      />
    </section>
  );
}
