import { useSignal } from "@preact/signals";
import type { HalfSession } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { TextField } from "../parts/field.tsx";
import { TroubleLine } from "../parts/notice.tsx";
import { signOut } from "../session.ts";
import { type Trouble, t } from "../words.ts";
import { provePasskey } from "./passkey.ts";
import { PasskeyButton } from "./passkey-button.tsx";
import { ProviderWay } from "./provider-way.tsx";

/** The second step with what she holds; a one-time code for the day it is lost. */
export function ProveFactor({ half, done }: { readonly half: HalfSession; readonly done: () => void }) {
  return (
    <>
      <p>{t("desk.factor.lead")}</p>
      {half.passkeys ? <PasskeyButton label={t("desk.passkey.use")} act={provePasskey} done={done} /> : null}
      {half.provider ? <ProviderWay done={done} /> : null}
      {half.recovery ? <OneTimeCode open={!half.passkeys && !half.provider} done={done} /> : null}
      <p>
        <button type="button" class="desk-link" onClick={signOut}>
          {t("desk.sign-in.other")}
        </button>
      </p>
    </>
  );
}

function OneTimeCode({ open, done }: { readonly open: boolean; readonly done: () => void }) {
  const code = useSignal("");
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const submit = async () => {
    const typed = code.value.replace(/\s/g, "").toUpperCase();
    if (busy.value || typed === "") return;
    busy.value = true;
    const answer = await call<unknown>("/recovery-codes/use", { method: "POST", body: { code: typed } });
    busy.value = false;
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) done();
  };
  return (
    <details class="govuk-details" open={open}>
      <summary class="govuk-details__summary">{t("desk.recovery.use")}</summary>
      <form
        aria-busy={busy.value}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TroubleLine trouble={trouble.value} />
        <TextField id="recovery" label={t("desk.recovery.code")} hint={t("desk.recovery.code.hint")} value={code} />
        <button type="submit" class="govuk-button govuk-button--secondary" disabled={busy.value}>
          {t("desk.recovery.do")}
        </button>
      </form>
    </details>
  );
}
