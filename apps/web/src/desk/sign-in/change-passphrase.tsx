import { useSignal } from "@preact/signals";
import { TroubleLine } from "../parts/notice.tsx";
import { Passphrase } from "../parts/passphrase.tsx";
import { current, knownHandle } from "../session.ts";
import { type Trouble, t } from "../words.ts";
import { changePassphrase } from "./change.ts";
import { type Weakness, weakness } from "./strength.ts";

/** A new passphrase: her keys stay, wrapped anew in this browser. */
export function ChangePassphrase({ done }: { readonly done: () => void }) {
  const fields = { old: useSignal(""), fresh: useSignal(""), repeat: useSignal("") };
  const busy = useSignal(false);
  const trouble = useSignal<Trouble | null>(null);
  const wrong = useSignal<Weakness | null>(null);
  const differs = useSignal(false);
  const submit = async () => {
    if (busy.value || fields.old.value === "" || fields.fresh.value === "") return;
    busy.value = true;
    trouble.value = null;
    const { member, organisation, desks } = current();
    wrong.value = await weakness(fields.fresh.value, [
      knownHandle(),
      member.name,
      organisation.name,
      ...desks.map(({ name }) => name),
    ]);
    differs.value = fields.repeat.value !== fields.fresh.value;
    if (wrong.value === null && !differs.value) {
      trouble.value = await changePassphrase(knownHandle(), fields.old.value, fields.fresh.value);
      if (trouble.value === null) {
        for (const field of Object.values(fields)) field.value = "";
        done();
      }
    }
    busy.value = false;
  };
  return (
    <section>
      <h2 class="govuk-heading-m">{t("desk.passphrase")}</h2>
      <details class="govuk-details">
        <summary class="govuk-details__summary">{t("desk.passphrase.change")}</summary>
        <form
          noValidate
          aria-busy={busy.value}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <p>{t("desk.passphrase.lead")}</p>
          <Passphrase id="old" label={t("desk.passphrase.old")} value={fields.old} autocomplete="current-password" />
          <Passphrase
            id="fresh"
            label={t("desk.passphrase.new")}
            hint={t("desk.passphrase.hint")}
            value={fields.fresh}
            error={wrong.value === null ? undefined : t(wrong.value.id, wrong.value.values)}
            autocomplete="new-password"
          />
          <Passphrase
            id="fresh-again"
            label={t("desk.join.repeat")}
            value={fields.repeat}
            error={differs.value ? t("desk.join.differs") : undefined}
            autocomplete="new-password"
          />
          <TroubleLine trouble={trouble.value} />
          <p role="status" class="desk-quiet">
            {busy.value ? t("desk.sign-in.working") : ""}
          </p>
          <button type="submit" class="govuk-button govuk-button--secondary" disabled={busy.value}>
            {t("desk.passphrase.do")}
          </button>
        </form>
      </details>
    </section>
  );
}
