import { t } from "../../shared/words.ts";
import { note } from "../notes/current.ts";
import { Fold, Title, Toggle } from "../page/parts.tsx";
import { OfferBar } from "./bar.tsx";
import { kindOf, withKind } from "./check.ts";
import { answers, asked } from "./current.ts";
import { offer } from "./data.ts";
import { Ask } from "./question.tsx";

/** The check of an offer before somebody leaves (V.1, V.5.1): any order, anything left out, the result visible all the time. */
export function OfferCheck() {
  const { first, more } = asked.value;
  const kind = kindOf(offer, answers.value);
  return (
    <>
      <Title>{t("offer.check.title")}</Title>
      <p>{t("offer.check.about")}</p>
      <fieldset class="ask">
        <legend>{t("offer.question.kind")}</legend>
        <div class="answers">
          {offer.kinds.map((one) => (
            <Toggle key={one} on={kind === one} onTap={() => note((now) => withKind(now, one))}>
              {t(`offer.answer.kind.${one}`)}
            </Toggle>
          ))}
        </div>
      </fieldset>
      {first.map((question) => (
        <Ask key={question.id} question={question} />
      ))}
      {more.length > 0 ? (
        <Fold summary={t("offer.check.more")}>
          {more.map((question) => (
            <Ask key={question.id} question={question} />
          ))}
        </Fold>
      ) : null}
      <OfferBar />
    </>
  );
}
