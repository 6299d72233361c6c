import type { Signal } from "@preact/signals";
import { useSignal } from "@preact/signals";
import { Remark } from "../parts/notice.tsx";
import { t } from "../words.ts";
import { type Prepared, prepare, type Unfit } from "./prepare.ts";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** Kinds to offer, as an input's `accept`. */
  readonly accept: string;
  readonly disabled: boolean;
  /** What was picked and looked over; null while there is nothing. */
  readonly ready: Signal<Prepared | null>;
  /** What is wrong, where nothing was picked. */
  readonly error?: string | undefined;
  /** Told as soon as something else is picked. */
  readonly picked?: () => void;
}

/** Picks a file or takes a picture, and looks it over; a phone offers both by itself. */
export function PickFile({ id, label, hint, accept, disabled, ready, error, picked }: Props) {
  const unfit = useSignal<Unfit | null>(null);
  const look = async (file: File | undefined) => {
    ready.value = null;
    unfit.value = null;
    picked?.();
    if (file === undefined) return;
    const looked = await prepare(file);
    unfit.value = looked.ok ? null : looked.why;
    if (looked.ok) ready.value = looked.value;
  };
  const wrong = unfit.value === null ? error : t(`content.file.unfit.${unfit.value}`);
  return (
    <>
      <div class={wrong === undefined ? "govuk-form-group" : "govuk-form-group govuk-form-group--error"}>
        <label class="govuk-label" for={id}>
          {label}
        </label>
        <div class="govuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
        {wrong === undefined ? null : (
          <p class="govuk-error-message" role="alert">
            {wrong}
          </p>
        )}
        <input
          class="govuk-file-upload desk-file"
          type="file"
          id={id}
          accept={accept}
          aria-describedby={`${id}-hint`}
          disabled={disabled}
          onChange={(event) => void look(event.currentTarget.files?.[0])}
        />
      </div>
      {ready.value === null ? null : (
        <Remark strong={!ready.value.anew}>
          {t(ready.value.anew ? "content.file.anew" : "content.file.as-it-is")}
        </Remark>
      )}
    </>
  );
}
