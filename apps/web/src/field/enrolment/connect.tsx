import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { t } from "../../shared/words.ts";
import { KeyProblem } from "../directory/key-problem.tsx";
import { keeper } from "../keeper.ts";
import { device } from "./current.ts";

/** What the phone itself found; the rest was said by the server. */
const ownWords: Readonly<Record<string, string>> = {
  "no-network": "field.problem.no-network",
  "no-storage": "field.problem.no-storage",
  mark: "trust.field.mark",
};

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
      <KeyProblem />
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
            {t(ownWords[problem.value] ?? `error.${problem.value}`)}
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
