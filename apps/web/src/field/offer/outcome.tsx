import { t } from "../../shared/words.ts";
import { highest } from "../notes/current.ts";
import { Onward, Title } from "../page/parts.tsx";
import { go } from "../page/place.ts";
import { levelOf } from "./check.ts";
import { age, answers, begun, outcome } from "./current.ts";
import type { Question } from "./offer.ts";

/** What the check shows, in words: warnings first, then what to clear up and how, then what looks fine. Never a number, never a promise. */
export function OfferResult() {
  const { warnings, clearUp, fine, leftOut } = outcome.value;
  return (
    <>
      <Title>{t("offer.result.title")}</Title>
      {begun.value ? null : <p>{t("offer.result.nothing")}</p>}
      {age.value === "child" ? <p class="advice">{t("offer.result.child")}</p> : null}
      {highest.value === "presumed" ? (
        <section class="advice">
          <p>{t("offer.result.changed")}</p>
          <p>
            <strong>{t("offer.result.help-now")}</strong>
          </p>
          <Onward onTap={() => go("list")}>{t("offer.result.see")}</Onward>
        </section>
      ) : null}
      {warnings.length > 0 ? (
        <>
          <h2>{t("offer.result.warnings")}</h2>
          <ul class="offer-lines">
            {warnings.map((question) => (
              <Line key={question.id} question={question} why />
            ))}
          </ul>
        </>
      ) : null}
      {clearUp.length > 0 ? (
        <>
          <h2>{t("offer.result.clear-up")}</h2>
          <ul class="offer-lines">
            {clearUp.map((question) => (
              <Line key={question.id} question={question} />
            ))}
          </ul>
        </>
      ) : null}
      {begun.value ? (
        <>
          <h2>{t("offer.result.fine")}</h2>
          {fine.length === 0 ? <p>{t("offer.result.fine-none")}</p> : null}
          <ul class="offer-fine">
            {fine.map(({ id }) => (
              <li key={id}>
                <strong>{t(`offer.name.${id}`)}</strong> {t(`offer.answer.${id}.clear`)}
              </li>
            ))}
          </ul>
          {leftOut > 0 ? <p class="govuk-hint">{t("offer.result.not-answered", { n: leftOut })}</p> : null}
        </>
      ) : null}
      <p>{t("offer.result.no-promise")}</p>
      <h2>{t("offer.result.next")}</h2>
      <Onward quiet={highest.value === "potential"} onTap={() => go("take-along")}>
        {t("offer.result.take")}
      </Onward>
      {highest.value === "potential" ? <Onward onTap={() => go("help-before")}>{t("offer.result.help")}</Onward> : null}
      <Onward quiet onTap={() => go("offer")}>
        {t("offer.result.change")}
      </Onward>
    </>
  );
}

/** What was answered, why it matters, and how to clear it up. */
function Line({ question, why }: { question: Question; why?: boolean }) {
  const { id, sections } = question;
  const level = levelOf(answers.value, id);
  if (level === null) return null;
  return (
    <li>
      <strong>{t(`offer.name.${id}`)}</strong>
      <span>{t(`offer.answer.${id}.${level}`)}</span>
      {why ? <span>{t(`offer.warn.${id}`)}</span> : null}
      {(question.answers[level].advice ?? []).map((advice) => (
        <span key={advice}>{t(`offer.advice.${advice}`)}</span>
      ))}
      <span class="section">{t("offer.check.section", { section: sections[0] })}</span>
    </li>
  );
}
