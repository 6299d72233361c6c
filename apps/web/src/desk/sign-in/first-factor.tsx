import { useSignal } from "@preact/signals";
import type { Factor } from "@threshold/contract";
import { TextField } from "../parts/field.tsx";
import { t } from "../words.ts";
import { makePasskey } from "./passkey.ts";
import { PasskeyButton } from "./passkey-button.tsx";
import { ProviderWay } from "./provider-way.tsx";

/** Nothing was set up yet: what the organisation asks for is made now. */
export function FirstFactor({ asks, done }: { readonly asks: Factor; readonly done: () => void }) {
  const name = useSignal(t("desk.passkey.name.first"));
  if (asks === "oidc")
    return (
      <>
        <p>{t("desk.factor.first.provider")}</p>
        <ProviderWay done={done} />
      </>
    );
  return (
    <>
      <p>{t("desk.factor.first.lead")}</p>
      <p>{t("desk.passkey.what")}</p>
      <TextField id="passkey-name" label={t("desk.passkey.name")} hint={t("desk.passkey.name.hint")} value={name} />
      <PasskeyButton
        label={t("desk.passkey.make")}
        act={() => makePasskey(name.value.trim() || t("desk.passkey.name.first"))}
        done={done}
      />
    </>
  );
}
