import { useSignal } from "@preact/signals";
import { Remark } from "../parts/notice.tsx";
import { t } from "../words.ts";
import { attendOnce, waiting } from "./attend.ts";

/** Above every page while one's own keys wait for a colleague. */
export function WaitNotice() {
  const busy = useSignal(false);
  if (!waiting.value) return null;
  const look = async () => {
    busy.value = true;
    await attendOnce().catch(() => undefined);
    busy.value = false;
  };
  return (
    <Remark strong>
      <p>
        <strong>{t("desk.people.wait.title")}</strong>
      </p>
      <p>{t("desk.people.wait")}</p>
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        onClick={() => void look()}
        disabled={busy.value}
      >
        {t("desk.people.wait.look")}
      </button>
    </Remark>
  );
}
