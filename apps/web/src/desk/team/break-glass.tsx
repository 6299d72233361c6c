import { useSignal } from "@preact/signals";
import type { GlassReason } from "@threshold/casework";
import { Radios } from "../parts/choice.tsx";
import { Select } from "../parts/field.tsx";
import { t } from "../words.ts";
import { brokeGlass } from "./entries.ts";
import { add, type Stopped, type Working } from "./step.ts";
import { StoppedLine } from "./stopped.tsx";

const reasons = ["danger-to-life", "missing", "medical", "child-at-risk"] as const satisfies readonly GlassReason[];
const hours = ["1", "2", "3", "4"];

interface Props {
  readonly work: () => Working | null;
  readonly changed: () => Promise<void>;
}

/** In danger, somebody of the desk opens what is its team's: with a reason, for some hours, and everybody concerned sees it. */
export function BreakGlass({ work, changed }: Props) {
  const reason = useSignal("");
  const length = useSignal("1");
  const missing = useSignal(false);
  const busy = useSignal(false);
  const why = useSignal<Stopped | null>(null);
  const breakIt = async () => {
    const chosen = reasons.find((one) => one === reason.value);
    const into = work();
    missing.value = chosen === undefined;
    if (chosen === undefined || into === null || busy.value) return;
    busy.value = true;
    const step = await add(into, (frame, known, of) =>
      brokeGlass(frame, known, of, { reason: chosen, hours: Number(length.value) }),
    );
    busy.value = false;
    why.value = step.ok ? null : step.why;
    if (step.ok) await changed();
  };
  return (
    <section aria-labelledby="glass" aria-busy={busy.value}>
      <h3 class="govuk-heading-s" id="glass">
        {t("content.glass.title")}
      </h3>
      <p>{t("content.glass.lead")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void breakIt();
        }}
      >
        <Radios
          id="glass-reason"
          legend={t("content.glass.reason")}
          error={missing.value ? t("content.glass.pick") : undefined}
          options={reasons.map((one) => ({ value: one, text: t(`content.glass.reason.${one}`) }))}
          value={reason}
        />
        <Select
          id="glass-hours"
          label={t("content.glass.hours")}
          options={hours.map((n) => ({ value: n, text: t("content.glass.hours.n", { n: Number(n) }) }))}
          value={length}
        />
        <StoppedLine why={why.value} />
        <button type="submit" class="govuk-button govuk-button--warning" disabled={busy.value}>
          {t("content.glass.do")}
        </button>
      </form>
    </section>
  );
}
