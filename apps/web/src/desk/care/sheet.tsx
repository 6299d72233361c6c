import type { ComponentChildren } from "preact";
import { t } from "../words.ts";

interface Props {
  readonly heading: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** A page for paper: black and white, nothing of the screen around it, and a way back. */
export function Sheet({ heading, close, children }: Props) {
  return (
    <>
      <div class="desk-answer__buttons desk-sheet__buttons">
        <button type="button" class="govuk-button" onClick={() => print()}>
          {t("rights.print")}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={close}>
          {t("care.cancel")}
        </button>
      </div>
      <article class="desk-sheet" aria-labelledby="sheet-title">
        <h2 class="govuk-heading-l" id="sheet-title">
          {heading}
        </h2>
        {children}
      </article>
    </>
  );
}
