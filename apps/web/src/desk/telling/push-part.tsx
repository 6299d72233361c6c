import { useSignal } from "@preact/signals";
import type { Telling } from "@threshold/contract";
import { useEffect } from "preact/hooks";
import { Remark, TroubleLine } from "../parts/notice.tsx";
import { type Trouble, t } from "../words.ts";
import { type PushHere, pushHere, turnOff, turnOn } from "./push.ts";

interface Props {
  readonly now: Telling;
  readonly changed: (to: Telling, words: string) => void;
}

/** Messages of this browser, on and off. */
export function PushPart({ now, changed }: Props) {
  const here = useSignal<PushHere | null>(null);
  const busy = useSignal(false);
  const failed = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const look = async () => {
    here.value = await pushHere();
  };
  useEffect(() => void look(), []);
  const turn = async (on: boolean) => {
    busy.value = true;
    failed.value = false;
    trouble.value = null;
    const answer = on ? await turnOn(now.pushKey) : await turnOff();
    busy.value = false;
    await look();
    if (answer === "failed") failed.value = true;
    if (answer === null || typeof answer === "string") return;
    if (answer.ok) changed(answer.value, t(on ? "telling.push.is-on" : "telling.push.is-off"));
    else trouble.value = answer;
  };
  const at = here.value;
  return (
    <section aria-labelledby="push">
      <h2 class="govuk-heading-m" id="push">
        {t("telling.push")}
      </h2>
      <p>{t("telling.push.lead")}</p>
      <TroubleLine trouble={trouble.value} />
      {failed.value ? <Remark strong>{t("telling.push.failed")}</Remark> : null}
      {at === null ? null : at === "cannot" || at === "denied" ? (
        <Remark>{t(`telling.push.${at}`)}</Remark>
      ) : (
        <>
          <p>
            {t(at === "on" ? "telling.push.is-on" : "telling.push.is-off")}
            {now.push > 0 && at === "on" ? ` ${t("telling.push.others", { n: now.push })}` : ""}
          </p>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            disabled={busy.value}
            onClick={() => void turn(at === "off")}
          >
            {t(at === "on" ? "telling.push.off" : "telling.push.on")}
          </button>
        </>
      )}
    </section>
  );
}
