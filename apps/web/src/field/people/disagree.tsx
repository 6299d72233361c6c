import reasonFile from "@knowledge/disagreement.json";
import { useSignal } from "@preact/signals";
import type { Result } from "@threshold/identification";
import { useId } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { assessment, people } from "../notes/current.ts";
import { toggled } from "../notes/notes.ts";
import { inFront } from "../notes/people.ts";
import { Onward, Radios, Title } from "../page/parts.tsx";
import { back } from "../page/place.ts";
import { disagree, wayOf } from "./act.ts";
import { WhichPerson } from "./strip.tsx";
import { HelpStaysOpen } from "./views.tsx";

const reasons = reasonFile as readonly { readonly id: string; readonly ways: readonly ("up" | "down")[] }[];
const results: readonly Result[] = ["presumed", "potential", "none"];

/** Who met the person sees it otherwise: what they see, why, and in their own words. The list's result stays beside it. */
export function DisagreeScreen() {
  const id = useId();
  const { result } = assessment.value;
  const before = inFront(people.value).disagreement;
  const view = useSignal<Result | null>(before?.result ?? null);
  const chosen = useSignal<readonly string[]>(before?.reasons ?? []);
  const words = useSignal(before?.words ?? "");
  const asked = useSignal(false);
  const way = view.value === null ? null : wayOf(view.value, result);
  const offered = reasons.filter(({ ways }) => way !== null && ways.includes(way));
  const valid = chosen.value.filter((one) => offered.some((reason) => reason.id === one));

  const save = () => {
    asked.value = true;
    if (view.value === null || way === null || valid.length === 0) return;
    disagree({ result: view.value, reasons: valid, words: words.value });
    back();
  };
  const takeBack = () => {
    disagree(null);
    back();
  };

  return (
    <>
      <Title>
        <WhichPerson />
        {t("people.disagree.title")}
      </Title>
      <p>{t("people.disagree.about")}</p>
      <p>
        <strong>{t("people.disagree.list-says", { result: t(`result-short.${result}`) })}</strong>
      </p>
      <Radios
        legend={t("people.disagree.ask")}
        options={results
          .filter((one) => one !== result)
          .map((value) => ({ value, label: t(`people.disagree.${value}`) }))}
        value={view.value === result ? null : view.value}
        onPick={(value) => (view.value = value)}
        missing={asked.value && way === null ? t("people.disagree.missing-result") : null}
      />
      {way === "down" ? <HelpStaysOpen /> : null}
      {way === null ? null : (
        <>
          <fieldset class={`govuk-fieldset group${asked.value && valid.length === 0 ? " missing" : ""}`}>
            <legend class="govuk-fieldset__legend">{t("people.disagree.why")}</legend>
            <p class="govuk-hint">{t("people.disagree.why-hint")}</p>
            {asked.value && valid.length === 0 ? (
              <p class="govuk-error-message">{t("people.disagree.missing-reason")}</p>
            ) : null}
            <div class="govuk-checkboxes">
              {offered.map((reason) => (
                <div class="govuk-checkboxes__item" key={reason.id}>
                  <input
                    class="govuk-checkboxes__input"
                    type="checkbox"
                    autocomplete="off"
                    id={`${id}-${reason.id}`}
                    checked={chosen.value.includes(reason.id)}
                    onChange={() => (chosen.value = toggled(chosen.value, reason.id))}
                  />
                  <label class="govuk-label govuk-checkboxes__label" for={`${id}-${reason.id}`}>
                    {t(`people.reason.${reason.id}`)}
                  </label>
                </div>
              ))}
            </div>
          </fieldset>
          <div class="group">
            <label class="govuk-label" for={`${id}-words`}>
              {t("people.disagree.words")}
            </label>
            <p class="govuk-hint" id={`${id}-hint`}>
              {t("people.disagree.words-hint")}
            </p>
            <textarea
              class="govuk-textarea"
              id={`${id}-words`}
              rows={3}
              maxLength={2000}
              autocomplete="off"
              spellcheck={false}
              aria-describedby={`${id}-hint`}
              value={words.value}
              onInput={({ currentTarget }) => (words.value = currentTarget.value)}
            />
          </div>
        </>
      )}
      <Onward onTap={save}>{t("people.disagree.save")}</Onward>
      {before === null ? null : (
        <Onward quiet onTap={takeBack}>
          {t("people.disagree.take-back")}
        </Onward>
      )}
    </>
  );
}
