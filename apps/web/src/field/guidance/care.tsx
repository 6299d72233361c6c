import { t } from "../../shared/words.ts";
import { notes } from "../notes/current.ts";
import { Fold } from "../page/parts.tsx";
import { go } from "../page/place.ts";
import { country, guidance, standing } from "./data.ts";
import { MustTell } from "./must-tell.tsx";
import { Own } from "./own.tsx";
import { fitting, type Item } from "./select.ts";
import { Words } from "./words.tsx";

/** What stands below the things to do: who must be told, what to leave, what to keep, what to tell the person, their rights. */
export function Care() {
  const now = standing.value;
  const form = notes.value.form?.id ?? null;
  return (
    <div class="care">
      <MustTell />
      {form !== null && country.forms.includes(form) ? (
        <p class="in-law">
          {t(`form.${form}`)}: <Own of={`form.${form}`} />
        </p>
      ) : null}
      <Fold summary={t("guidance.dont")}>
        <Items prefix="dont" items={fitting(guidance.dont, now)} />
      </Fold>
      {now.result === "none" ? null : (
        <>
          <Fold summary={t("guidance.evidence")}>
            <p>{t("guidance.evidence.about")}</p>
            <Items prefix="evidence" items={fitting(guidance.evidence, now)} />
          </Fold>
          <Fold summary={t("guidance.information")}>
            <Items prefix="information" items={fitting(guidance.information, now)} />
          </Fold>
        </>
      )}
      <button type="button" class="plain" onClick={() => go("rights")}>
        {t("guidance.rights.open")}
      </button>
      {form === null ? null : <Words of={[`form.${form}`]} />}
    </div>
  );
}

/** Sentences with the sections they come from. */
export function Items({ prefix, items }: { prefix: string; items: readonly Item[] }) {
  return (
    <ul class="care-list">
      {items.map(({ id, sections }) => (
        <li key={id}>
          {t(`${prefix}.${id}`, { days: country.reflectionDays })}{" "}
          <span class="section">{t("guidance.sections", { sections: sections.join(", ") })}</span>
        </li>
      ))}
    </ul>
  );
}
