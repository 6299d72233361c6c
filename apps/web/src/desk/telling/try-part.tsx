import { useSignal } from "@preact/signals";
import type { Tested } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { type Trouble, t } from "../words.ts";

/** Sends one by each way that is chosen, so that it is known to arrive before it is needed. */
export function TryPart() {
  const trouble = useSignal<Trouble | null>(null);
  const sent = useSignal<Tested | null>(null);
  const send = async () => {
    const answer = await call<Tested>("/telling/test", { method: "POST" });
    trouble.value = answer.ok ? null : answer;
    sent.value = answer.ok ? answer.value : null;
  };
  const { mail, push } = sent.value ?? {};
  return (
    <section aria-labelledby="try">
      <h2 class="govuk-heading-m" id="try">
        {t("telling.try")}
      </h2>
      <TroubleLine trouble={trouble.value} />
      <Said>{sent.value === null ? "" : t("telling.try.sent", { mail: mail ? 1 : 0, n: push })}</Said>
      <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void send()}>
        {t("telling.try.do")}
      </button>
    </section>
  );
}
