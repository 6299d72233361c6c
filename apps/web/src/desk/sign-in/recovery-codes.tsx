import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { TroubleLine } from "../parts/notice.tsx";
import { type Trouble, t } from "../words.ts";

/** Makes ten one-time codes and shows them this once, to print or to write down. */
export function RecoveryCodes({ done }: { readonly done: () => void }) {
  const codes = useSignal<readonly string[] | null>(null);
  const trouble = useSignal<Trouble | null>(null);
  const make = async () => {
    const made = await call<{ codes: string[] }>("/recovery-codes", { method: "POST" });
    trouble.value = made.ok ? null : made;
    codes.value = made.ok ? made.value.codes : null;
  };
  useEffect(() => void make(), []);
  return (
    <>
      <p>{t("desk.recovery.lead")}</p>
      <TroubleLine trouble={trouble.value} />
      {codes.value === null ? (
        trouble.value === null ? (
          <p role="status">{t("desk.loading")}</p>
        ) : (
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void make()}>
            {t("desk.again")}
          </button>
        )
      ) : (
        <ol class="desk-recovery" aria-label={t("desk.recovery.list")}>
          {codes.value.map((code) => (
            <li key={code}>
              <bdi translate={false}>{code}</bdi>
            </li>
          ))}
        </ol>
      )}
      <p>{t("desk.recovery.keep")}</p>
      <div class="desk-answer__buttons">
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => print()}>
          {t("desk.recovery.print")}
        </button>
        <button type="button" class="govuk-button" onClick={done}>
          {t("desk.recovery.done")}
        </button>
      </div>
    </>
  );
}
