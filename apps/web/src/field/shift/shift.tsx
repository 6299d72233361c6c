import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { device } from "../enrolment/current.ts";
import { timeOf } from "../outbox/line.tsx";
import { begin, end } from "./act.ts";
import { shared, shiftNow } from "./current.ts";

/** On a phone that several people share: whose shift it is, by a number and a PIN. */
export function ShiftSection() {
  const now = shiftNow();
  if (device.value === null) return null;
  return (
    <section aria-labelledby="shift">
      <h2 id="shift">{t("shift.title")}</h2>
      {now === null ? (
        <Begin />
      ) : (
        <>
          <p role="status">{t("shift.is", { number: now.number, time: timeOf(now.until) })}</p>
          <p>{t("shift.end.about")}</p>
          <button type="button" class="govuk-button" onClick={end}>
            {t("shift.end")}
          </button>
        </>
      )}
    </section>
  );
}

function Begin() {
  const id = useId();
  const number = useSignal("");
  const pin = useSignal("");
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  const send = async () => {
    if (busy.value) return;
    busy.value = true;
    problem.value = await begin(number.value, pin.value);
    busy.value = false;
    pin.value = "";
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>{t("shift.about")}</p>
      {problem.value === null ? null : (
        <p class="govuk-error-message" role="alert">
          {problem.value === "no-network" ? t("shift.no-network") : t(`error.${problem.value}`)}
        </p>
      )}
      <label class="govuk-label" for={`${id}-number`}>
        {t("shift.number")}
      </label>
      <input
        class="govuk-input code"
        id={`${id}-number`}
        inputMode="numeric"
        autocomplete="off"
        value={number.value}
        onInput={({ currentTarget }) => (number.value = currentTarget.value)}
      />
      <label class="govuk-label" for={`${id}-pin`}>
        {t("shift.pin")}
      </label>
      <input
        class="govuk-input code"
        id={`${id}-pin`}
        type="password"
        inputMode="numeric"
        autocomplete="off"
        value={pin.value}
        onInput={({ currentTarget }) => (pin.value = currentTarget.value)}
      />
      <button type="submit" class="govuk-button" disabled={busy.value}>
        {t("shift.begin")}
      </button>
    </form>
  );
}

/** Before sending: whose shift it goes out under, or that it goes without. */
export function ShiftLine() {
  const now = shiftNow();
  if (now !== null) return <p class="govuk-hint">{t("shift.line", { number: now.number })}</p>;
  return shared.value ? <p class="advice">{t("shift.line.none")}</p> : null;
}
