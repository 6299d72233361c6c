import { useSignal } from "@preact/signals";
import { TroubleLine } from "../parts/notice.tsx";
import { type Trouble, t } from "../words.ts";
import type { PasskeyOutcome } from "./passkey.ts";

interface Props {
  readonly label: string;
  readonly act: () => Promise<PasskeyOutcome>;
  readonly done: () => void;
}

/** Asks this device for a passkey, and says what came of it. */
export function PasskeyButton({ label, act, done }: Props) {
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const device = useSignal(false);
  const press = async () => {
    if (busy.value) return;
    busy.value = true;
    trouble.value = null;
    device.value = false;
    const outcome = await act();
    busy.value = false;
    if (outcome.ok) done();
    else if (outcome.why === "device") device.value = true;
    else trouble.value = outcome.why;
  };
  return (
    <>
      <TroubleLine trouble={trouble.value} />
      <div role="alert">{device.value ? <p class="desk-alert__box">{t("desk.factor.device")}</p> : null}</div>
      <button type="button" class="govuk-button" disabled={busy.value} onClick={() => void press()}>
        {label}
      </button>
      <p role="status" class="desk-quiet">
        {busy.value ? t("desk.factor.working") : ""}
      </p>
    </>
  );
}
