import { useSignal } from "@preact/signals";
import type { ChangeTelling, MailHow, Telling } from "@threshold/contract";
import { call } from "../../shared/api.ts";
import { Checkbox, Radios } from "../parts/choice.tsx";
import { TextField } from "../parts/field.tsx";
import { Remark, TroubleLine } from "../parts/notice.tsx";
import { type Trouble, t } from "../words.ts";

const ways: readonly MailHow[] = ["at-once", "digest", "none"];
/** As the contract has it; the server looks too. */
const mail = /^[^\s@]{1,64}@[^\s@]+\.[A-Za-z]{2,63}$/;
const night = { from: "20:00", to: "07:00" } as const;

interface Props {
  readonly now: Telling;
  readonly saved: (to: Telling) => void;
}

/** Where mail goes and when, and the hours in which nothing comes. Times are those of this computer's zone from here on. */
export function HowForm({ now, saved }: Props) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const address = useSignal(now.mailWaiting ?? now.mail ?? "");
  const how = useSignal<string>(now.mailHow);
  const digestAt = useSignal(now.digestAt);
  const quiet = useSignal(now.quiet !== null);
  const from = useSignal(now.quiet?.from ?? night.from);
  const to = useSignal(now.quiet?.to ?? night.to);
  const urgent = useSignal(now.urgentAnyway);
  const trouble = useSignal<Trouble | null>(null);
  const wrong = useSignal<"address" | "quiet" | null>(null);

  const save = async () => {
    const typed = address.value.trim();
    wrong.value =
      typed !== "" && !mail.test(typed)
        ? "address"
        : quiet.value && (from.value === "" || to.value === "" || from.value === to.value)
          ? "quiet"
          : null;
    if (wrong.value !== null) return;
    const body: ChangeTelling = {
      mail: typed === "" ? null : typed,
      mailHow: how.value as MailHow,
      digestAt: digestAt.value || now.digestAt,
      quiet: quiet.value ? { from: from.value, to: to.value } : null,
      zone,
      urgentAnyway: urgent.value,
    };
    const answer = await call<Telling>("/telling", { method: "PUT", body });
    trouble.value = answer.ok ? null : answer;
    if (answer.ok) saved(answer.value);
  };
  return (
    <form
      noValidate
      aria-label={t("telling.page")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2 class="govuk-heading-m">{t("telling.mail")}</h2>
      {now.mailWorks ? (
        <>
          {now.mail === null ? null : <p>{t("telling.mail.confirmed", { address: now.mail })}</p>}
          <TextField
            id="mail"
            label={t("telling.mail.address")}
            hint={t("telling.mail.address.hint")}
            error={wrong.value === "address" ? t("telling.address.wrong") : undefined}
            inputMode="email"
            autocomplete="email"
            value={address}
          />
          <Radios
            id="mail-how"
            legend={t("telling.mail.how")}
            value={how}
            options={ways.map((way) => ({ value: way, text: t(`telling.mail.how.${way}`) }))}
          />
          {how.value === "digest" ? (
            <TextField id="digest-at" type="time" label={t("telling.mail.digest-at")} value={digestAt} width="short" />
          ) : null}
        </>
      ) : (
        <Remark>{t("telling.mail.none")}</Remark>
      )}
      <h2 class="govuk-heading-m">{t("telling.quiet")}</h2>
      <div class="govuk-checkboxes govuk-form-group">
        <Checkbox
          id="quiet"
          text={t("telling.quiet.on")}
          hint={t("telling.quiet.hint", { zone })}
          checked={quiet.value}
          change={(on) => (quiet.value = on)}
        />
      </div>
      {quiet.value ? (
        <div class="desk-answer__buttons">
          <TextField
            id="quiet-from"
            type="time"
            label={t("telling.quiet.from")}
            error={wrong.value === "quiet" ? t("telling.quiet.wrong") : undefined}
            value={from}
            width="short"
          />
          <TextField id="quiet-to" type="time" label={t("telling.quiet.to")} value={to} width="short" />
        </div>
      ) : null}
      <div class="govuk-checkboxes govuk-form-group">
        <Checkbox
          id="urgent"
          text={t("telling.urgent")}
          hint={t("telling.urgent.hint")}
          checked={urgent.value}
          change={(on) => (urgent.value = on)}
        />
      </div>
      <TroubleLine trouble={trouble.value} />
      <button type="submit" class="govuk-button">
        {t("desk.save")}
      </button>
    </form>
  );
}
