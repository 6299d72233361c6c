import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { mayAsk } from "../menu/role.ts";
import { assessment, forgetNotes, notes, now as thisMoment } from "../notes/current.ts";
import { Onward, Radios, Title } from "../page/parts.tsx";
import { go, goAndClose, onwardTo } from "../page/place.ts";
import { ConsentGiven } from "./consent-given.tsx";
import { ConsentWords } from "./consent-words.tsx";
import { change, draft, forgetDraft, organisations, receivers } from "./current.ts";
import { type Choice, covers, fitting, missingChoice, preventionChoices, sendsNothing } from "./draft.ts";
import { Strip } from "./strip.tsx";

/**
 * Their choice. Consent names its recipients (II.3), so whom it would go to is shown and can be changed here; the next screen
 * confirms it, and another receiver means asking again.
 */
export function ChoiceScreen() {
  const asked = useSignal(false);
  const noteId = useId();
  const child = assessment.value.treatAsChild;
  const fit = fitting(draft.value, child);
  const now = mayAsk.value || fit.choice !== "consent" ? fit : { ...fit, choice: null };
  const missing = asked.value ? missingChoice(now) : [];
  const others: Choice[] = ["unable", "danger", "duty-in-law", "none"];
  const prevention = now.prevention !== null;
  const adult: Choice[] = ["consent", "not-now", "no", ...others];
  const all = prevention ? preventionChoices : child ? (["child", ...adult] as const) : adult;
  // Whoever may only observe asks nobody: what is left are grounds that need no answer, and sending nothing.
  const order = mayAsk.value ? all : all.filter((one) => one === "none" || !preventionChoices.includes(one));
  const askAgain = now.choice === "consent" && now.agreedTo.length > 0 && !covers(now, organisations.value);

  const onward = () => {
    asked.value = true;
    if (missingChoice(now).length > 0) return;
    if (sendsNothing(now.choice)) {
      // Nothing of the person is kept, and nothing is sent: the notes go before the next screen is drawn.
      forgetNotes(true);
      forgetDraft();
      goAndClose("support");
      return;
    }
    if (now.choice === "consent") {
      const { paper, metAt } = notes.value;
      // From paper it was chosen then, not while it is typed in.
      const agreedAt = paper === null ? thisMoment() : (paper.choseAt ?? metAt ?? thisMoment());
      change({ agreedTo: organisations.value, agreedToPrevention: prevention, agreedAt });
    }
    onwardTo("who");
  };

  return (
    <>
      <Strip at="choice" />
      <Title>{t("field.choice.title")}</Title>
      {askAgain ? (
        <p class="advice" role="alert">
          {t(now.agreedToPrevention === prevention ? "field.choice.again" : "offer.choice.again")}
        </p>
      ) : null}
      <WouldGoTo />
      {mayAsk.value ? <ConsentWords /> : null}
      <Radios
        legend={t(mayAsk.value ? "field.choice.ask" : "guidance.observe.ground")}
        options={order.map((value) => ({
          value,
          label: t(`field.choice.${value}`),
          hint: t(`field.choice.${value}-hint`),
        }))}
        value={now.choice}
        onPick={(choice) => change({ choice, ...(choice === "consent" ? {} : { agreedTo: [], agreedAt: null }) })}
        missing={missing.includes("choice") ? t("field.choice.missing.choice") : null}
      />
      {now.choice === "consent" ? <ConsentGiven missing={missing} /> : null}
      {now.choice !== null && now.choice !== "consent" && !sendsNothing(now.choice) ? (
        <div class="group">
          <label class="govuk-label" for={noteId}>
            {now.choice === "duty-in-law" ? t("field.choice.which-law") : t("field.choice.note")}
          </label>
          <p class="govuk-hint">{t(`field.choice.${now.choice}-tell`)}</p>
          {missing.includes("note") ? <p class="govuk-error-message">{t("field.choice.missing.note")}</p> : null}
          <textarea
            class="govuk-textarea"
            id={noteId}
            rows={2}
            autocomplete="off"
            spellcheck={false}
            value={now.basisNote}
            onInput={({ currentTarget }) => change({ basisNote: currentTarget.value })}
          />
        </div>
      ) : null}
      {missing.length > 0 ? (
        <p class="advice" role="alert">
          {t("field.choice.missing")}
        </p>
      ) : null}
      <Onward onTap={onward}>{t("common.next")}</Onward>
    </>
  );
}

function WouldGoTo() {
  const { first, fallback } = receivers.value;
  return (
    <section class="would-go">
      <h2>{t("field.choice.to")}</h2>
      {first === null ? (
        <p>{t("field.who.nobody")}</p>
      ) : (
        <ul>
          <li>{t("field.choice.first", { name: first.name, organisation: first.organisation.name })}</li>
          {fallback === null ? null : (
            <li>{t("field.choice.fallback", { name: fallback.name, organisation: fallback.organisation.name })}</li>
          )}
        </ul>
      )}
      <button type="button" class="plain" onClick={() => go("who")}>
        {t("field.choice.change")}
      </button>
    </section>
  );
}
