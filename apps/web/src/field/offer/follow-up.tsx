import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { locale, t } from "../../shared/words.ts";
import { Toggle } from "../page/parts.tsx";
import { change, draft } from "../refer/current.ts";
import { Item } from "../refer/item.tsx";
import { beforeLeaving, dayOf, daysAfter, isAhead } from "./day.ts";

/** A day in words, such as "Monday 30 November 2026". */
export function dayInWords(day: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "full", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

type Way = "before-leaving" | "other";

/** The day agreed for the next contact, and a safe way to it. Both can be left out. */
export function FollowUp() {
  const way = useSignal<Way | null>(null);
  const entered = useSignal("");
  const id = useId();
  const today = dayOf(new Date());
  const { followUp } = draft.value;
  const quick = { week: daysAfter(today, 7), "two-weeks": daysAfter(today, 14) } as const;

  const pick = (day: string) => {
    way.value = null;
    change({ followUp: followUp === day ? null : day });
  };
  const open = (next: Way) => {
    way.value = way.value === next ? null : next;
    entered.value = "";
    change({ followUp: null });
  };
  const enter = (day: string) => {
    entered.value = day;
    const wished = way.value === "before-leaving" && isAhead(day, today) ? beforeLeaving(day, today) : day;
    change({ followUp: isAhead(wished, today) && isAhead(day, today) ? wished : null });
  };
  const past = entered.value !== "" && !isAhead(entered.value, today);

  return (
    <>
      <fieldset class="group">
        <legend class="govuk-fieldset__legend">{t("offer.day.ask")}</legend>
        <p class="govuk-hint">{t("offer.day.hint")}</p>
        <div class="answers">
          {(["week", "two-weeks"] as const).map((name) => (
            <Toggle key={name} on={way.value === null && followUp === quick[name]} onTap={() => pick(quick[name])}>
              {t(`offer.day.${name}`)}
            </Toggle>
          ))}
          {(["before-leaving", "other"] as const).map((name) => (
            <Toggle key={name} on={way.value === name} onTap={() => open(name)}>
              {t(`offer.day.${name}`)}
            </Toggle>
          ))}
        </div>
        {way.value === null ? null : (
          <div class={past ? "offer-date missing" : "offer-date"}>
            <label class="govuk-label" for={id}>
              {way.value === "before-leaving" ? t("offer.day.leaves") : t("offer.day.other")}
            </label>
            {past ? <p class="govuk-error-message">{t("offer.day.past")}</p> : null}
            <input
              class="govuk-input"
              id={id}
              type="date"
              autocomplete="off"
              min={today}
              value={entered.value}
              onInput={({ currentTarget }) => enter(currentTarget.value)}
            />
          </div>
        )}
        <div role="status">
          {followUp === null ? null : (
            <>
              <p class="offer-day-agreed">
                <strong>{t("offer.day.agreed", { day: dayInWords(followUp) })}</strong>
              </p>
              <button type="button" class="plain" onClick={() => pick(followUp)}>
                {t("offer.day.clear")}
              </button>
            </>
          )}
        </div>
      </fieldset>
      <Item name="contact" />
    </>
  );
}
