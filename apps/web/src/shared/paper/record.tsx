import { useSignal } from "@preact/signals";
import type { BasisCode } from "@threshold/casework";
import { useId, useRef } from "preact/hooks";
import { t } from "../words.ts";

export interface RecordWords {
  readonly reference: string;
  /** Day and time in words. */
  readonly time: string;
  /** Organisation that referred. */
  readonly service: string;
  readonly basis: BasisCode;
}

/**
 * What may stand in somebody else's record, the police's above all: that a referral was made, and nothing that came of looking at a
 * person. Made of codes alone, so that no word that somebody typed can get into it.
 */
export function ForTheRecord(words: RecordWords) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const said = useSignal("");
  const text = t("paper.record.text", { ...words, basis: t(`paper.record.basis.${words.basis}`) });
  // What keeps names in their direction on a page would be strange characters in another program.
  const plain = text.replace(/[\u2066-\u2069]/g, "");
  const copy = async () => {
    const copied = await navigator.clipboard?.writeText(plain).then(
      () => true,
      () => false,
    );
    if (copied !== true) {
      field.current?.focus();
      field.current?.select();
    }
    said.value = t(copied === true ? "paper.record.copied" : "paper.record.marked");
  };
  return (
    <>
      <p>{t("paper.record.lead")}</p>
      <label class="govuk-label" for={id}>
        {t("paper.record.label")}
      </label>
      <textarea class="govuk-textarea" id={id} ref={field} rows={6} readOnly autocomplete="off" value={plain} />
      <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void copy()}>
        {t("paper.record.copy")}
      </button>
      <p role="status">{said.value}</p>
      <p class="govuk-hint">{t("paper.record.why")}</p>
    </>
  );
}
