import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { t } from "../words.ts";

interface Props {
  readonly label: string;
  readonly does: string;
  readonly act: () => Promise<void>;
  readonly close: () => void;
  readonly children?: ComponentChildren;
}

/** What will happen, in words, and two buttons: do it, or not now. Working, neither can be pressed twice. */
export function Sure({ label, does, act, close, children }: Props) {
  const busy = useSignal(false);
  return (
    <form
      class="desk-remark"
      aria-label={label}
      aria-busy={busy.value}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (busy.value) return;
        busy.value = true;
        void act().finally(() => {
          busy.value = false;
        });
      }}
    >
      {children}
      <div class="desk-answer__buttons">
        <button type="submit" class="govuk-button" disabled={busy.value}>
          {does}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={close} disabled={busy.value}>
          {t("desk.cancel")}
        </button>
      </div>
    </form>
  );
}
