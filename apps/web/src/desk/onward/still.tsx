import { useSignal } from "@preact/signals";
import type { ReferredCase } from "@threshold/casework";
import type { Sent, SentLine } from "@threshold/contract";
import { useEffect } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { isolate } from "../../shared/isolate.ts";
import { markersOf } from "../keys.ts";
import { TroubleLine } from "../parts/notice.tsx";
import { ownDesks } from "../referral/banner.tsx";
import type { Stopped } from "../team/step.ts";
import { StoppedLine } from "../team/stopped.tsx";
import { type Trouble, t } from "../words.ts";
import { passedOnFrom } from "./origin.ts";
import { takeBackThere } from "./take-back.ts";

/**
 * The referral was taken back where it came from. This case's records open no more; what this desk had passed on from it still stands with
 * others, who are told with one press (II.3).
 */
export function StillPassedOn({ state }: { readonly state: ReferredCase }) {
  const lines = useSignal<readonly SentLine[]>([]);
  const trouble = useSignal<Trouble | null>(null);
  const stopped = useSignal<Stopped | null>(null);
  const busy = useSignal(false);
  const told = useSignal(0);
  const desk = ownDesks().find((own) => own.desk === state.answeredBy?.desk.desk)?.desk ?? null;
  const load = async () => {
    if (desk === null) return;
    const sent = await call<Sent>("/sent");
    trouble.value = sent.ok ? null : sent;
    if (sent.ok) lines.value = await passedOnFrom(await markersOf(desk), state.case, sent.value.lines);
  };
  useEffect(() => void load(), [state.case, desk]);
  const open = lines.value.filter((line) => line.status !== "withdrawn");
  const tellAll = async () => {
    if (busy.value) return;
    busy.value = true;
    stopped.value = null;
    for (const line of open) {
      const result = await takeBackThere(line.case);
      if (result === "done") told.value += 1;
      else if (result !== "not-there") stopped.value = result;
    }
    busy.value = false;
    await load();
  };
  if (desk === null || lines.value.length === 0) return null;
  return (
    <section class="desk-remark desk-remark--strong" aria-labelledby="onward-still">
      <h2 class="govuk-heading-s" id="onward-still">
        {t("onward.still")}
      </h2>
      <p>{open.length === 0 ? t("onward.still.all-told") : t("onward.still.lead", { n: open.length })}</p>
      <TroubleLine trouble={trouble.value} />
      <StoppedLine why={stopped.value} />
      <ul class="desk-list">
        {lines.value.map((line) => (
          <li key={line.case}>
            {isolate(line.receiver)} <bdi>{line.reference}</bdi>: {t(`desk.status.${line.status}`)}
          </li>
        ))}
      </ul>
      {open.length === 0 ? null : (
        <button type="button" class="govuk-button" disabled={busy.value} onClick={() => void tellAll()}>
          {t("onward.still.tell")}
        </button>
      )}
      <p role="status" class="desk-quiet">
        {busy.value ? t("desk.answer.working") : told.value > 0 ? t("onward.still.told", { n: told.value }) : ""}
      </p>
    </section>
  );
}
