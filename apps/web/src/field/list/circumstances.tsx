import { t } from "../../shared/words.ts";
import { list } from "../knowledge.ts";
import { note, notes } from "../notes/current.ts";
import { toggled } from "../notes/notes.ts";
import { Fold, Toggle } from "../page/parts.tsx";
import { FormOfExploitation } from "./form.tsx";

/** What stands beside the signs: the person's own word, the form, the acts, what is said, an offence. All of it may stay open. */
export function Circumstances() {
  const now = notes.value;
  return (
    <>
      <div class="answers own-word">
        <Toggle on={now.claims} onTap={() => note((old) => ({ ...old, claims: !old.claims }))}>
          {t("field.claims")}
        </Toggle>
      </div>
      <Fold summary={now.form === null ? t("field.form.title") : t(`form.${now.form.id}`)}>
        <FormOfExploitation />
      </Fold>
      <Fold summary={t("field.acts.title", { count: now.act.length })}>
        <fieldset class="ask">
          <legend>{t("field.acts.ask")}</legend>
          <div class="answers">
            {list.acts.map((act) => (
              <Toggle
                key={act}
                on={now.act.includes(act)}
                onTap={() => note((old) => ({ ...old, act: toggled(old.act, act) }))}
              >
                {t(`act.${act}`)}
              </Toggle>
            ))}
          </div>
        </fieldset>
      </Fold>
      <Fold summary={t("field.statements.title", { count: now.statements.length + (now.offence ? 1 : 0) })}>
        <fieldset class="ask">
          <legend>{t("field.statements.ask")}</legend>
          <div class="answers column">
            {list.statements.map(({ id }) => (
              <Toggle
                key={id}
                on={now.statements.includes(id)}
                onTap={() => note((old) => ({ ...old, statements: toggled(old.statements, id) }))}
              >
                {t(`statement.${id}`)}
              </Toggle>
            ))}
            <Toggle on={now.offence} onTap={() => note((old) => ({ ...old, offence: !old.offence }))}>
              {t("field.offence")}
            </Toggle>
          </div>
        </fieldset>
      </Fold>
    </>
  );
}
