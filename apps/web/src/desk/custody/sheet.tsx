import { useSignal } from "@preact/signals";
import type { DeskCustody } from "@threshold/contract";
import { Checkbox } from "../parts/choice.tsx";
import { BigCode } from "../parts/code.tsx";
import { Remark } from "../parts/notice.tsx";
import { current } from "../session.ts";
import { dayOf, t } from "../words.ts";
import { loadCustody } from "./custody.ts";
import { newSheet } from "./renew.ts";

/** A printed sheet in place of custodians, with what it costs. The code is on the screen once. */
export function Sheet({ desk }: { readonly desk: DeskCustody }) {
  const sure = useSignal(false);
  const busy = useSignal(false);
  const failed = useSignal(false);
  const code = useSignal<string | null>(null);
  const make = async () => {
    if (!sure.value || busy.value) return;
    busy.value = true;
    code.value = await newSheet(desk).catch(() => null);
    failed.value = code.value === null;
    busy.value = false;
  };
  const close = () => {
    code.value = null;
    sure.value = false;
    void loadCustody();
  };
  if (code.value !== null) {
    const { organisation } = current();
    const names = {
      desk: desk.desk.name,
      organisation: organisation.name,
      day: dayOf(new Date().toISOString().slice(0, 10)),
    };
    return (
      <>
        <BigCode
          heading={t("desk.custody.sheet.title")}
          code={code.value}
          lines={[t("desk.custody.sheet.for", names), t("desk.custody.sheet.how"), t("desk.custody.sheet.once")]}
        />
        <div class="desk-answer__buttons">
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => print()}>
            {t("desk.custody.sheet.print")}
          </button>
          <button type="button" class="govuk-button" onClick={close}>
            {t("desk.custody.sheet.close")}
          </button>
        </div>
      </>
    );
  }
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">{t("desk.custody.sheet")}</summary>
      <p>{t("desk.custody.sheet.lead")}</p>
      <Remark strong>{t("desk.custody.sheet.cost")}</Remark>
      {failed.value ? (
        <p role="alert" class="desk-alert__box">
          {t("desk.custody.sheet.failed")}
        </p>
      ) : null}
      <div class="govuk-checkboxes govuk-checkboxes--small">
        <Checkbox
          id={`${desk.desk.id}-sheet-sure`}
          text={t("desk.custody.sheet.sure")}
          checked={sure.value}
          change={(on) => {
            sure.value = on;
          }}
        />
      </div>
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        disabled={!sure.value || busy.value}
        onClick={() => void make()}
      >
        {t("desk.custody.sheet.do")}
      </button>
    </details>
  );
}
