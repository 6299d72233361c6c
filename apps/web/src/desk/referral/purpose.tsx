import { useSignal } from "@preact/signals";
import type { OpeningPurpose } from "@threshold/casework";
import { Radios } from "../parts/choice.tsx";
import { t } from "../words.ts";

const purposes = ["answer", "plan-help", "safety", "supervision"] as const satisfies readonly OpeningPurpose[];

interface Props {
  readonly id: string;
  readonly lead: string;
  readonly button: string;
  readonly busy: boolean;
  /** Records the purpose and opens. */
  readonly open: (purpose: OpeningPurpose) => void;
}

/** Why it is opened, before it is: the answer is recorded, and others of the desk see it. */
export function PurposeForm({ id, lead, button, busy, open }: Props) {
  const purpose = useSignal("");
  const missing = useSignal(false);
  return (
    <form
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        const chosen = purposes.find((one) => one === purpose.value);
        missing.value = chosen === undefined;
        if (chosen !== undefined && !busy) open(chosen);
      }}
    >
      <p>{lead}</p>
      <Radios
        id={id}
        legend={t("desk.story.purpose")}
        error={missing.value ? t("desk.story.pick") : undefined}
        options={purposes.map((one) => ({ value: one, text: t(`desk.purpose.${one}`) }))}
        value={purpose}
      />
      <button type="submit" class="govuk-button" disabled={busy}>
        {button}
      </button>
      <p role="status" class="desk-quiet">
        {busy ? t("desk.story.working") : ""}
      </p>
    </form>
  );
}
