import { useSignal } from "@preact/signals";
import type { Service } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { ended } from "../session.ts";
import { type Trouble, t } from "../words.ts";

interface Props {
  readonly service: Service;
  readonly changed: () => Promise<void>;
}

/** One's own service takes no more referrals, after one step that says what follows; or takes them again. */
export function Leaving({ service, changed }: Props) {
  const sure = useSignal(false);
  const busy = useSignal(false);
  const said = useSignal("");
  const trouble = useSignal<Trouble | null>(null);
  const go = async (path: "close" | "reopen") => {
    if (busy.value) return;
    busy.value = true;
    const answer = await call<unknown>(`/services/${service.id}/${path}`, { method: "POST" });
    busy.value = false;
    trouble.value = answer.ok ? null : answer;
    if (!answer.ok && answer.problem === "not-signed-in") return ended();
    sure.value = false;
    if (answer.ok) said.value = t("onward.left.done");
    await changed();
  };
  // Only by phone: nothing is sent there anyway.
  if (service.desk === null && service.left !== true) return null;
  return (
    <>
      <TroubleLine trouble={trouble.value} />
      <Said>{said.value}</Said>
      {service.left === true ? (
        <button type="button" class="desk-link" disabled={busy.value} onClick={() => void go("reopen")}>
          {t("onward.left.reopen")}
        </button>
      ) : sure.value ? (
        <div class="desk-remark">
          <p>{t("onward.left.sure")}</p>
          <div class="desk-answer__buttons">
            <button type="button" class="govuk-button" disabled={busy.value} onClick={() => void go("close")}>
              {t("onward.left.close")}
            </button>
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => {
                sure.value = false;
              }}
            >
              {t("care.cancel")}
            </button>
          </div>
        </div>
      ) : (
        <button
          type="button"
          class="desk-link"
          onClick={() => {
            sure.value = true;
          }}
        >
          {t("onward.left.close")}
        </button>
      )}
    </>
  );
}
