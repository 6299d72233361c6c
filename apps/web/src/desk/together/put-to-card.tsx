import { useSignal } from "@preact/signals";
import { checkReference } from "@threshold/casework";
import { readCardNumber } from "@threshold/casework/care";
import { TextField } from "../parts/field.tsx";
import type { Stopped } from "../team/step.ts";
import { StoppedLine } from "../team/stopped.tsx";
import { t } from "../words.ts";
import { putToCard } from "./group.ts";

interface Props {
  readonly code: string;
  readonly joined: () => Promise<void>;
}

/** One case after the other, as the list of an evening is worked off: the code stays, reference and number are typed. */
export function PutToCard({ code, joined }: Props) {
  const reference = useSignal("");
  const number = useSignal("");
  const wrong = useSignal<Readonly<Record<string, string>>>({});
  const busy = useSignal(false);
  const why = useSignal<Stopped | null>(null);
  const said = useSignal("");
  const put = async () => {
    const checked = checkReference(reference.value);
    const card = readCardNumber(number.value);
    wrong.value = {
      ...(checked.ok ? {} : { reference: t("together.reference.wrong") }),
      ...(card === null ? { number: t("together.number.wrong") } : {}),
    };
    if (!checked.ok || card === null || busy.value) return;
    busy.value = true;
    said.value = "";
    const step = await putToCard(checked.reference, { code, number: card });
    busy.value = false;
    const unknown = !step.ok && step.why === "closed";
    if (unknown) wrong.value = { reference: t("together.reference.unknown") };
    why.value = step.ok || unknown ? null : step.why;
    if (!step.ok) return;
    said.value = t(`together.group.${step.value}`, { reference: checked.reference, number: card });
    reference.value = "";
    number.value = "";
    document.getElementById("together-put-reference")?.focus();
    await joined();
  };
  return (
    <form
      class="desk-remark"
      noValidate
      aria-label={t("together.group.join")}
      aria-busy={busy.value}
      onSubmit={(event) => {
        event.preventDefault();
        void put();
      }}
    >
      <h3 class="govuk-heading-s">{t("together.group.join")}</h3>
      <p class="desk-quiet">{t("together.group.join.lead")}</p>
      <TextField
        id="together-put-reference"
        label={t("together.reference")}
        error={wrong.value.reference}
        value={reference}
        width="short"
      />
      <TextField
        id="together-put-number"
        label={t("together.number")}
        error={wrong.value.number}
        value={number}
        width="short"
        inputMode="numeric"
      />
      <button type="submit" class="govuk-button" disabled={busy.value}>
        {t("together.join")}
      </button>
      <StoppedLine why={why.value} />
      <p role="status" class="desk-quiet">
        {busy.value ? t("desk.story.working") : said.value}
      </p>
    </form>
  );
}
