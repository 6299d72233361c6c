import { useId } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { list } from "../knowledge.ts";
import { note, notes } from "../notes/current.ts";
import type { Notes } from "../notes/notes.ts";
import { Toggle } from "../page/parts.tsx";

const bases = ["seen", "said", "suspected"] as const;
const stages = ["happening", "intended"] as const;

/** A form of exploitation, if one shows: how it is known, and whether it goes on or is still to come. */
export function FormOfExploitation() {
  const id = useId();
  const form = notes.value.form;
  const set = (next: Partial<NonNullable<Notes["form"]>>) =>
    note((old) => (old.form === null ? old : { ...old, form: { ...old.form, ...next } }));
  return (
    <>
      <label class="govuk-label" for={id}>
        {t("field.form.label")}
      </label>
      <select
        class="govuk-select"
        id={id}
        autocomplete="off"
        value={form?.id ?? ""}
        onChange={({ currentTarget }) =>
          note((old) => ({
            ...old,
            form:
              currentTarget.value === ""
                ? null
                : { basis: "suspected", stage: null, ...old.form, id: currentTarget.value },
          }))
        }
      >
        <option value="">{t("common.not-known")}</option>
        {list.forms.map((one) => (
          <option key={one.id} value={one.id}>
            {t(`form.${one.id}`)}
          </option>
        ))}
      </select>
      {form === null ? null : (
        <>
          <fieldset class="ask">
            <legend>{t("field.form.basis")}</legend>
            <div class="answers">
              {bases.map((basis) => (
                <Toggle key={basis} on={form.basis === basis} onTap={() => set({ basis })}>
                  {t(`field.form.${basis}`)}
                </Toggle>
              ))}
            </div>
          </fieldset>
          <fieldset class="ask">
            <legend>{t("field.form.stage")}</legend>
            <div class="answers">
              {stages.map((stage) => (
                <Toggle
                  key={stage}
                  on={form.stage === stage}
                  onTap={() => set({ stage: form.stage === stage ? null : stage })}
                >
                  {t(`field.form.${stage}`)}
                </Toggle>
              ))}
            </div>
          </fieldset>
        </>
      )}
    </>
  );
}
