import { t } from "../../shared/words.ts";
import { note, notes } from "../notes/current.ts";
import type { YesNo } from "../notes/notes.ts";
import { Fold, Toggle } from "../page/parts.tsx";

const questions = ["alone", "companionInterprets", "safeHere"] as const;
const answers = ["yes", "no"] as const;

/** One quiet line before anything is asked (guidebook VI.6): alone, who interprets, safe here. */
export function Before() {
  const now = notes.value;
  const answer = (question: (typeof questions)[number], given: YesNo) =>
    note((old) => ({ ...old, [question]: old[question] === given ? null : given }));
  return (
    <Fold summary={t("field.before.title")}>
      {questions.map((question) => (
        <fieldset class="ask" key={question}>
          <legend>{t(`field.before.${question}`)}</legend>
          <div class="answers">
            {answers.map((given) => (
              <Toggle key={given} on={now[question] === given} onTap={() => answer(question, given)}>
                {t(`common.${given}`)}
              </Toggle>
            ))}
            <Toggle on={now[question] === null} onTap={() => note((old) => ({ ...old, [question]: null }))}>
              {t("common.not-known")}
            </Toggle>
          </div>
        </fieldset>
      ))}
      {now.alone === "no" || now.companionInterprets === "yes" ? (
        <p class="advice">{t("field.before.supervised")}</p>
      ) : null}
      {now.safeHere === "no" ? <p class="advice">{t("field.before.not-safe")}</p> : null}
    </Fold>
  );
}
