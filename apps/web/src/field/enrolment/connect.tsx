import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { changedDesks } from "../directory/current.ts";
import { keeper } from "../keeper.ts";
import { device } from "./current.ts";

/** Connects this phone to a desk, once, with a code from there. The list works without it; sending does not. */
export function Connect() {
  const id = useId();
  const code = useSignal("");
  const problem = useSignal<string | null>(null);
  const busy = useSignal(false);
  const connected = device.value;

  const send = async () => {
    if (busy.value) return;
    busy.value = true;
    const kept = await keeper();
    const outcome = kept === null ? ({ ok: false, why: "no-network" } as const) : await kept.enrol(code.value);
    busy.value = false;
    problem.value = outcome.ok ? null : outcome.why;
    if (outcome.ok) code.value = "";
  };

  return (
    <section aria-labelledby="connect">
      <h2 id="connect">{t("field.connect")}</h2>
      {connected === null ? (
        <p>{t("field.connect.about")}</p>
      ) : (
        <p role="status">
          {t("field.connect.is", { desk: connected.desk.name, organisation: connected.organisation.name })}
        </p>
      )}
      {changedDesks.value.length > 0 ? <p class="advice">{t("field.connect.changed")}</p> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <label class="govuk-label" for={id}>
          {connected === null ? t("field.connect.code") : t("field.connect.anew")}
        </label>
        {problem.value === null ? null : (
          <p class="govuk-error-message" role="alert">
            {problem.value === "no-network" || problem.value === "no-storage"
              ? t(`field.problem.${problem.value}`)
              : t(`error.${problem.value}`)}
          </p>
        )}
        <input
          class="govuk-input code"
          id={id}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          value={code.value}
          onInput={({ currentTarget }) => (code.value = currentTarget.value)}
        />
        <button type="submit" class="govuk-button" disabled={busy.value}>
          {t("field.connect.do")}
        </button>
      </form>
    </section>
  );
}
