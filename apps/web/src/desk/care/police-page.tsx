import { useSignal } from "@preact/signals";
import type { ReferredCase } from "@threshold/casework";
import type { Missing } from "@threshold/casework/care";
import { useEffect } from "preact/hooks";
import type { OpenCase } from "../referral/open-case.ts";
import { type Stopped, workOn } from "../team/step.ts";
import { StoppedLine } from "../team/stopped.tsx";
import { t } from "../words.ts";
import { type ForPolice, openForPolice } from "./police.ts";
import { PoliceSheet } from "./police-sheet.tsx";

interface Props {
  readonly open: OpenCase;
  readonly state: ReferredCase;
  readonly desk: string;
  readonly missing: Missing;
  readonly changed: () => Promise<void>;
  readonly close: () => void;
}

/** Opens what the police need, puts it on one page, and drops it when the page is left. Nothing of it is kept or sent. */
export function PolicePage({ open, state, desk, missing, changed, close }: Props) {
  const found = useSignal<ForPolice | null>(null);
  const why = useSignal<Stopped | null>(null);
  useEffect(() => {
    let current = true;
    const work = workOn(open, desk);
    if (work === null) return close();
    void openForPolice(work).then(async (step) => {
      if (current && step.ok) found.value = step.value;
      if (!step.ok) why.value = step.why;
      await changed();
    });
    return () => {
      current = false;
    };
    // Once: what was opened stays what it was, whatever arrives meanwhile.
  }, []);
  if (found.value !== null)
    return <PoliceSheet given={found.value} missing={missing} reference={state.reference} desk={desk} close={close} />;
  return (
    <>
      <StoppedLine why={why.value} />
      <p role="status" class="desk-quiet">
        {why.value === null ? t("desk.story.working") : ""}
      </p>
      <button type="button" class="govuk-button govuk-button--secondary" onClick={close}>
        {t("care.cancel")}
      </button>
    </>
  );
}
