import { useSignal } from "@preact/signals";
import { checkGroup } from "@threshold/casework/care";
import { useEffect } from "preact/hooks";
import { TextField } from "../parts/field.tsx";
import type { Stopped } from "../team/step.ts";
import { StoppedLine } from "../team/stopped.tsx";
import { t } from "../words.ts";
import { CaseFacts, CaseLink } from "./case-line.tsx";
import { groupOf, type InGroup } from "./group.ts";
import { PutToCard } from "./put-to-card.tsx";
import { wantedGroup } from "./wanted.ts";

interface Shown {
  readonly code: string;
  readonly cases: readonly InGroup[];
}

/** The cases of one evening, and one more put to a card. */
export function Group() {
  const typed = useSignal(wantedGroup.peek() ?? "");
  const wrong = useSignal(false);
  const busy = useSignal(false);
  const why = useSignal<Stopped | null>(null);
  const shown = useSignal<Shown | null>(null);
  const show = async () => {
    const checked = checkGroup(typed.value);
    wrong.value = !checked.ok;
    if (!checked.ok || busy.value) return;
    busy.value = true;
    const found = await groupOf(checked.code);
    busy.value = false;
    why.value = found.ok ? null : found.why;
    if (found.ok) shown.value = { code: checked.code, cases: found.value };
  };
  useEffect(() => {
    if (wantedGroup.peek() === null) return;
    wantedGroup.value = null;
    void show();
  }, []);
  const now = shown.value;
  return (
    <section aria-labelledby="together-group">
      <h2 class="govuk-heading-m" id="together-group">
        {t("together.group")}
      </h2>
      <p class="desk-quiet">{t("together.group.lead")}</p>
      <form
        noValidate
        aria-busy={busy.value}
        onSubmit={(event) => {
          event.preventDefault();
          void show();
        }}
      >
        <TextField
          id="together-code"
          label={t("together.code")}
          hint={t("together.code.hint")}
          error={wrong.value ? t("together.code.wrong") : undefined}
          value={typed}
          width="short"
        />
        <button type="submit" class="govuk-button govuk-button--secondary" disabled={busy.value}>
          {t("together.group.show")}
        </button>
      </form>
      <StoppedLine why={why.value} />
      <div role="status">
        {busy.value ? <p class="desk-quiet">{t("together.group.working")}</p> : null}
        {now === null || busy.value ? null : (
          <h3 class="govuk-heading-s">{t("together.group.is", { n: now.cases.length, code: now.code })}</h3>
        )}
      </div>
      {now === null ? null : (
        <>
          <ul class="desk-care">
            {now.cases.map(({ number, line }) => (
              <li key={`${number} ${line.case}`} class="desk-care__row desk-care__line">
                <span class="desk-care__name">{t("together.card", { number, code: now.code })}</span>
                <CaseLink line={line} />
                <CaseFacts line={line} />
              </li>
            ))}
          </ul>
          <PutToCard code={now.code} joined={show} />
        </>
      )}
    </section>
  );
}
