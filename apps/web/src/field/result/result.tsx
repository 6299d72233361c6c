import { t } from "../../shared/words.ts";
import { device } from "../enrolment/current.ts";
import { later } from "../later.ts";
import { SignRow } from "../list/sign-row.tsx";
import { assessment, forgetNotes, highest, numbered } from "../notes/current.ts";
import { fromLater } from "../page/from-later.tsx";
import { Onward } from "../page/parts.tsx";
import { go, onwardTo } from "../page/place.ts";
import { forgetDraft } from "../refer/current.ts";
import { Actions } from "./actions.tsx";
import { Delphi } from "./delphi.tsx";
import { Pillars } from "./pillars.tsx";
import { Reasons } from "./reasons.tsx";

const mostActions = 5;
const OtherViews = fromLater((screens) => screens.OtherViews);
const Care = fromLater((screens) => screens.Care);
const WordsOfGuards = fromLater((screens) => screens.WordsOfGuards);
const WordsOfReasons = fromLater((screens) => screens.WordsOfReasons);
const Explanation = fromLater((screens) => screens.Explanation);
const MoreWays = fromLater((screens) => screens.MoreWays);

/** What came of it, in words: a note for help, never a statement about the person, never a number. */
export function ResultSection() {
  const now = assessment.value;
  const { result } = now;
  const OfferWay = later.value?.OfferWay;
  const Now = later.value?.Now;
  return (
    <section class={`result ${result}`} aria-labelledby="result">
      <h2 id="result" tabIndex={-1}>
        {t(`result.${result}`)}
      </h2>
      <p class="marked">{t("field.result.marked")}</p>
      <OtherViews />
      {now.guards.length > 0 ? (
        <>
          <h3>{t("field.result.do-not")}</h3>
          <ul class="guards">
            {now.guards.map((guard) => (
              <li key={guard}>{t(`guard.${guard}`)}</li>
            ))}
          </ul>
          <WordsOfGuards />
        </>
      ) : null}
      <h3>{t("field.result.now")}</h3>
      {Now === undefined ? <Actions ids={now.do.slice(0, mostActions)} /> : <Now />}
      <Care />
      {result === "none" ? <NoneYet /> : null}
      <h3 id="why" tabIndex={-1}>
        {t("field.result.why")}
      </h3>
      <Reasons />
      <WordsOfReasons />
      <Explanation />
      <h3>{t("field.result.readings")}</h3>
      <div class="readings">
        <div class="reading">
          <h4>{t("field.reading.threshold")}</h4>
          <p>{t(`result-short.${result}`)}</p>
          <p class="govuk-hint">{t("field.reading.threshold-about")}</p>
        </div>
        <Pillars />
        <Delphi />
      </div>
      {now.lookNext.length > 0 ? (
        <>
          <h3>{t("field.result.look-next")}</h3>
          <ul class="signs">
            {now.lookNext.map((id) => (
              <SignRow key={id} id={id} />
            ))}
          </ul>
        </>
      ) : null}
      {OfferWay === undefined ? null : <OfferWay />}
      <div class="onward">
        {highest.value === "none" ? null : (
          <Onward onTap={() => (device.value === null ? go("phone-instead") : onwardTo("danger"))}>
            {t("field.refer")}
          </Onward>
        )}
        <MoreWays />
        {numbered.value ? null : (
          <Onward quiet onTap={startAgain}>
            {t("field.start-again")}
          </Onward>
        )}
      </div>
    </section>
  );
}

function NoneYet() {
  return (
    <>
      <h3>{t("field.none.title")}</h3>
      <p>{t("field.none.come-back")}</p>
      <p>{t("field.none.help")}</p>
      <button type="button" class="plain" onClick={() => go("specialist")}>
        {t("field.none.numbers")}
      </button>
    </>
  );
}

function startAgain(): void {
  forgetNotes(true);
  forgetDraft();
  scrollTo(0, 0);
  document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
}
