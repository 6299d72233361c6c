import { useSignal } from "@preact/signals";
import type { Telling } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { TextField } from "../parts/field.tsx";
import { TroubleLine } from "../parts/notice.tsx";
import { type Trouble, t } from "../words.ts";

interface Props {
  readonly address: string;
  readonly confirmed: (to: Telling) => void;
}

/** The code that was sent to a new address comes back here: only then is anything else sent there. */
export function ConfirmMail({ address, confirmed }: Props) {
  const code = useSignal("");
  const trouble = useSignal<Trouble | null>(null);
  const send = async () => {
    const body = { code: code.value.trim().toUpperCase() };
    const answer = await call<Telling>("/telling/mail", { method: "POST", body });
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) confirmed(answer.value);
  };
  return (
    <form
      class="desk-remark desk-remark--strong"
      aria-label={t("telling.mail.confirm")}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>{t("telling.mail.waiting", { address })}</p>
      <TroubleLine trouble={trouble.value} />
      <TextField id="mail-code" label={t("telling.mail.code")} value={code} width="short" />
      <button type="submit" class="govuk-button">
        {t("telling.mail.confirm")}
      </button>
    </form>
  );
}
