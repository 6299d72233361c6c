import { useSignal } from "@preact/signals";
import type { OwnSignIn } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { Radios } from "../parts/choice.tsx";
import { TroubleLine } from "../parts/notice.tsx";
import { current } from "../session.ts";
import { type Trouble, t } from "../words.ts";

/** What the organisation's people prove beside their passphrase: passkeys, or an agency's own sign-in that is set up here. */
export function ChooseFactor({ own, done }: { readonly own: OwnSignIn; readonly done: () => void }) {
  const now = own.providers.find(({ name }) => name === own.provider);
  const choice = useSignal<string>(now === undefined ? own.factor : `provider ${now.id}`);
  const { invented } = current().organisation;
  const trouble = useSignal<Trouble | null>(null);
  const save = async () => {
    const provider = own.providers.find(({ id }) => `provider ${id}` === choice.value)?.id;
    const body = provider === undefined ? { factor: choice.value } : { factor: "oidc", provider };
    const answer = await call<unknown>("/organisation/factor", { method: "PUT", body });
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) done();
  };
  return (
    <section>
      <h2 class="govuk-heading-m">{t("desk.choose")}</h2>
      <p>{t("desk.choose.lead")}</p>
      <TroubleLine trouble={trouble.value} />
      <Radios
        id="factor"
        legend={t("desk.choose.legend")}
        value={choice}
        options={[
          { value: "passkey", text: t("desk.choose.passkey") },
          ...own.providers.map(({ id, name }) => ({ value: `provider ${id}`, text: name })),
          ...(invented ? [{ value: "none", text: t("desk.choose.none") }] : []),
        ]}
      />
      <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void save()}>
        {t("desk.save")}
      </button>
    </section>
  );
}
