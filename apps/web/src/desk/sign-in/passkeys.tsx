import { useSignal } from "@preact/signals";
import type { Passkey } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { TextField } from "../parts/field.tsx";
import { TroubleLine } from "../parts/notice.tsx";
import { moment, type Trouble, t } from "../words.ts";
import { makePasskey } from "./passkey.ts";
import { PasskeyButton } from "./passkey-button.tsx";

interface Props {
  readonly all: readonly Passkey[];
  readonly added: () => void;
  readonly removed: () => void;
}

/** Her passkeys by the names she gave them: one more, or one less. */
export function Passkeys({ all, added, removed }: Props) {
  const name = useSignal("");
  const trouble = useSignal<Trouble | null>(null);
  const remove = async ({ id }: Passkey) => {
    const answer = await call<unknown>(`/passkeys/${id}/remove`, { method: "POST" });
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) removed();
  };
  return (
    <section>
      <h2 class="govuk-heading-m">{t("desk.passkey.heading")}</h2>
      <p>{t("desk.passkey.what")}</p>
      <TroubleLine trouble={trouble.value} />
      {all.length === 0 ? null : (
        <ul class="desk-rows">
          {all.map((passkey) => (
            <Line key={passkey.id} passkey={passkey} remove={remove} />
          ))}
        </ul>
      )}
      <details class="govuk-details">
        <summary class="govuk-details__summary">{t("desk.passkey.add")}</summary>
        <TextField id="passkey-name" label={t("desk.passkey.name")} hint={t("desk.passkey.name.hint")} value={name} />
        <PasskeyButton
          label={t("desk.passkey.make")}
          act={() => makePasskey(name.value.trim() || t("desk.passkey.name.first"))}
          done={() => {
            name.value = "";
            added();
          }}
        />
      </details>
    </section>
  );
}

interface LineProps {
  readonly passkey: Passkey;
  readonly remove: (passkey: Passkey) => Promise<void>;
}

function Line({ passkey, remove }: LineProps) {
  const sure = useSignal(false);
  const { name, madeAt, usedAt } = passkey;
  return (
    <li class="desk-row desk-row--plain">
      <p class="desk-row__who">
        <bdi>{name}</bdi>
      </p>
      <p class="desk-row__quiet">
        {t("desk.passkey.since", { at: moment(madeAt) })}
        {usedAt === null ? "" : ` · ${t("desk.passkey.used", { at: moment(usedAt) })}`}
      </p>
      {sure.value ? (
        <fieldset class="govuk-fieldset" aria-label={t("desk.passkey.remove.one", { name })}>
          <p>{t("desk.passkey.sure", { name })}</p>
          <div class="desk-answer__buttons">
            <button
              type="button"
              class="govuk-button"
              onClick={() => {
                sure.value = false;
                void remove(passkey);
              }}
            >
              {t("desk.passkey.sure.do")}
            </button>
            <button type="button" class="govuk-button govuk-button--secondary" onClick={() => (sure.value = false)}>
              {t("desk.cancel")}
            </button>
          </div>
        </fieldset>
      ) : (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-label={t("desk.passkey.remove.one", { name })}
          onClick={() => (sure.value = true)}
        >
          {t("desk.passkey.remove")}
        </button>
      )}
    </li>
  );
}
