import { Fragment } from "preact";
import { t } from "../../shared/words.ts";
import { list } from "../knowledge.ts";
import { mayAsk } from "../menu/role.ts";
import { atSite, note, notes, numbered } from "../notes/current.ts";
import { toggled } from "../notes/notes.ts";
import { fromLater } from "../page/from-later.tsx";
import { Fold, Toggle } from "../page/parts.tsx";
import { FormOfExploitation } from "./form.tsx";

const PartForAll = fromLater((screens) => screens.PartForAll);

/** What stands beside the signs: the person's own word, the form, the acts, what is said, an offence. All of it may stay open. */
export function Circumstances() {
  const now = notes.value;
  return (
    <>
      {atSite.value ? null : (
        <div class="answers own-word">
          <Toggle on={now.claims} onTap={() => note((old) => ({ ...old, claims: !old.claims }))}>
            {t("field.claims")}
          </Toggle>
        </div>
      )}
      <Fold summary={now.form === null ? t("field.form.title") : t(`form.${now.form.id}`)}>
        <FormOfExploitation />
        {numbered.value ? <PartForAll part="form" /> : null}
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
        {numbered.value ? <PartForAll part="act" /> : null}
      </Fold>
      {atSite.value ? null : mayAsk.value ? <Statements /> : <Offence />}
    </>
  );
}

/** What is said of or by the person. What could mislead (IV.1, IV.3) is put right beside the tick, and never weighs against anybody. */
function Statements() {
  const now = notes.value;
  return (
    <Fold summary={t("field.statements.title", { count: now.statements.length + (now.offence ? 1 : 0) })}>
      <fieldset class="ask">
        <legend>{t("field.statements.ask")}</legend>
        <div class="answers column">
          {list.statements.map(({ id, guard }) => (
            <Fragment key={id}>
              <Toggle
                on={now.statements.includes(id)}
                onTap={() => note((old) => ({ ...old, statements: toggled(old.statements, id) }))}
              >
                {t(`statement.${id}`)}
              </Toggle>
              <p class="beside" role="status">
                {now.statements.includes(id) ? t(`guard.${guard}`) : ""}
              </p>
            </Fragment>
          ))}
          <Offence />
        </div>
      </fieldset>
    </Fold>
  );
}

function Offence() {
  const { offence } = notes.value;
  return (
    <div class="answers column">
      <Toggle on={offence} onTap={() => note((old) => ({ ...old, offence: !old.offence }))}>
        {t("field.offence")}
      </Toggle>
      <p class="beside" role="status">
        {offence ? t("guard.non-punishment") : ""}
      </p>
    </div>
  );
}
