import { t } from "../../shared/words.ts";
import { listOf } from "../directory/service.tsx";
import { note, notes } from "../notes/current.ts";
import { Toggle } from "../page/parts.tsx";
import { isAdded, levelOf, signsOf, takeOut } from "./check.ts";
import { age, answers, give } from "./current.ts";
import { levels, type Question } from "./offer.ts";

/** One question with its three answers, and what the answer did to the notes. */
export function Ask({ question }: { question: Question }) {
  const { id, sections } = question;
  const level = levelOf(answers.value, id);
  return (
    <fieldset class="ask offer-ask">
      <legend>
        {t(`offer.question.${id}`)} <span class="section">{t("offer.check.section", { section: sections[0] })}</span>
      </legend>
      <div class="answers column">
        {levels.map((one) => (
          <Toggle key={one} on={level === one} onTap={() => give(question, one)}>
            {t(`offer.answer.${id}.${one}`)}
          </Toggle>
        ))}
      </div>
      <div role="status">
        <Signs question={question} />
      </div>
    </fieldset>
  );
}

/** Says openly that an answer became a sign, and lets it be taken out again while the answer stays. */
function Signs({ question }: { question: Question }) {
  const level = levelOf(answers.value, question.id);
  const here = signsOf(question, level, age.value).filter((sign) => {
    const source = notes.value.signs[sign];
    return source !== undefined && source !== "not-there";
  });
  const added = here.filter((sign) => isAdded(notes.value, sign));
  const there = here.filter((sign) => !added.includes(sign));
  const named = (signs: readonly string[]) => ({ signs: listOf(signs.map((sign) => t(`sign.${sign}`))) });
  return (
    <>
      {added.length > 0 ? (
        <div class="advice">
          <p>{t("offer.check.added", named(added))}</p>
          <button type="button" class="plain" onClick={() => note((now) => added.reduce(takeOut, now))}>
            {t("offer.check.undo")}
          </button>
        </div>
      ) : null}
      {there.length > 0 ? <p class="govuk-hint">{t("offer.check.there", named(there))}</p> : null}
    </>
  );
}
