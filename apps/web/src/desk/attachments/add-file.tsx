import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Remark } from "../parts/notice.tsx";
import { addSealed } from "../team/case-key.ts";
import type { Stopped, Working } from "../team/step.ts";
import { StoppedLine } from "../team/stopped.tsx";
import { t } from "../words.ts";
import { sendFile } from "./files.ts";
import { type Prepared, prepare, type Unfit } from "./prepare.ts";

const taken = "image/*,.pdf,.txt,.mp3,.m4a,.wav";

/** Picks a file or takes a picture, looks it over, seals it and sends it. */
export function AddFile({
  work,
  changed,
}: {
  readonly work: () => Working | null;
  readonly changed: () => Promise<void>;
}) {
  const id = useId();
  const unfit = useSignal<Unfit | null>(null);
  const ready = useSignal<Prepared | null>(null);
  const gone = useSignal<number | null>(null);
  const why = useSignal<Stopped | null>(null);
  const said = useSignal("");
  const round = useSignal(0);

  const look = async (file: File | undefined) => {
    ready.value = null;
    why.value = null;
    said.value = "";
    if (file === undefined) return;
    const looked = await prepare(file);
    unfit.value = looked.ok ? null : looked.why;
    if (looked.ok) ready.value = looked.value;
  };
  const send = async () => {
    const [file, into] = [ready.value, work()];
    if (file === null || into === null || gone.value !== null) return;
    gone.value = 0;
    const sent = await addSealed(into, (key) =>
      sendFile(into, key, file.file, (part) => {
        gone.value = part;
      }),
    );
    gone.value = null;
    why.value = sent.ok ? null : sent.why;
    if (!sent.ok) return;
    ready.value = null;
    round.value += 1;
    said.value = t("content.file.sent");
    await changed();
  };
  return (
    <div aria-busy={gone.value !== null}>
      <div class={unfit.value === null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error"}>
        <label class="govuk-label" for={id}>
          {t("content.file.pick")}
        </label>
        <div class="govuk-hint" id={`${id}-hint`}>
          {t("content.file.pick.hint")}
        </div>
        {unfit.value === null ? null : (
          <p class="govuk-error-message" role="alert">
            {t(`content.file.unfit.${unfit.value}`)}
          </p>
        )}
        <input
          class="govuk-file-upload desk-file"
          type="file"
          id={id}
          // Emptied once it was sent.
          key={round.value}
          accept={taken}
          aria-describedby={`${id}-hint`}
          disabled={gone.value !== null}
          onChange={(event) => void look(event.currentTarget.files?.[0])}
        />
      </div>
      {ready.value === null ? null : (
        <>
          <Remark strong={!ready.value.anew}>
            {t(ready.value.anew ? "content.file.anew" : "content.file.as-it-is")}
          </Remark>
          <button type="button" class="govuk-button" disabled={gone.value !== null} onClick={() => void send()}>
            {t("content.file.send")}
          </button>
        </>
      )}
      <StoppedLine why={why.value} />
      <p role="status" class="desk-quiet">
        {gone.value === null ? said.value : t("content.file.going", { percent: Math.round(gone.value * 100) })}
      </p>
    </div>
  );
}
