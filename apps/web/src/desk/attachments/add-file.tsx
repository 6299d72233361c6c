import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { addSealed } from "../team/case-key.ts";
import type { Stopped, Working } from "../team/step.ts";
import { StoppedLine } from "../team/stopped.tsx";
import { t } from "../words.ts";
import { sendFile } from "./files.ts";
import { PickFile } from "./pick-file.tsx";
import type { Prepared } from "./prepare.ts";

/** Kinds of files that a case takes, as an input's `accept`. */
export const takenFiles = "image/*,.pdf,.txt,.mp3,.m4a,.wav";

/** Picks a file or takes a picture, looks it over, seals it and sends it. */
export function AddFile({
  work,
  changed,
}: {
  readonly work: () => Working | null;
  readonly changed: () => Promise<void>;
}) {
  const id = useId();
  const ready = useSignal<Prepared | null>(null);
  const gone = useSignal<number | null>(null);
  const why = useSignal<Stopped | null>(null);
  const said = useSignal("");
  const round = useSignal(0);

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
      <PickFile
        id={id}
        // Emptied once it was sent.
        key={round.value}
        label={t("content.file.pick")}
        hint={t("content.file.pick.hint")}
        accept={takenFiles}
        disabled={gone.value !== null}
        ready={ready}
        picked={() => {
          why.value = null;
          said.value = "";
        }}
      />
      {ready.value === null ? null : (
        <button type="button" class="govuk-button" disabled={gone.value !== null} onClick={() => void send()}>
          {t("content.file.send")}
        </button>
      )}
      <StoppedLine why={why.value} />
      <p role="status" class="desk-quiet">
        {gone.value === null ? said.value : t("content.file.going", { percent: Math.round(gone.value * 100) })}
      </p>
    </div>
  );
}
