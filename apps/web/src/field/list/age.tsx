import { t } from "../../shared/words.ts";
import { note, notes } from "../notes/current.ts";
import type { Notes } from "../notes/notes.ts";
import { Toggle } from "../page/parts.tsx";

/** Adult, child, not sure. Who says she is under 18 is treated as a child where nobody is sure (II.2, V.4.1). */
export function Age() {
  const age = notes.value.age;
  const unsure = age === "unsure" || age === "unsure-claims-child";
  const set = (next: Notes["age"]) => note((old) => ({ ...old, age: old.age === next ? null : next }));
  return (
    <fieldset class="ask">
      <legend class="govuk-visually-hidden">{t("field.age")}</legend>
      <div class="answers ages">
        <Toggle on={age === "adult"} onTap={() => set("adult")}>
          {t("field.age.adult")}
        </Toggle>
        <Toggle on={age === "child"} onTap={() => set("child")}>
          {t("field.age.child")}
        </Toggle>
        <Toggle on={unsure} onTap={() => note((old) => ({ ...old, age: unsure ? null : "unsure" }))}>
          {t("field.age.unsure")}
        </Toggle>
        {unsure ? (
          <Toggle
            on={age === "unsure-claims-child"}
            onTap={() =>
              note((old) => ({ ...old, age: age === "unsure-claims-child" ? "unsure" : "unsure-claims-child" }))
            }
          >
            {t("field.age.claims")}
          </Toggle>
        ) : null}
      </div>
    </fieldset>
  );
}
