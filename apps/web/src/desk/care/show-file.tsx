import { useSignal } from "@preact/signals";
import type { PackedFile } from "@threshold/sealing/content";
import { useId } from "preact/hooks";
import { Viewer } from "../attachments/viewer.tsx";
import { PurposeForm } from "../referral/purpose.tsx";
import { t } from "../words.ts";
import { useCare } from "./context.ts";

interface Props {
  /** Entry that the file came with. */
  readonly entry: string;
  /** What it is, for whoever does not see where the button stands. */
  readonly of: string;
  /** True where its hash belongs beside it, as in a chain of custody. */
  readonly hash?: boolean;
}

/** A file that a record names: it opens with a purpose, like every file, and lives on the screen alone. */
export function ShowFile({ entry, of, hash = false }: Props) {
  const { files, openFile, busy } = useCare();
  const id = useId();
  const asking = useSignal(false);
  const shown = useSignal<PackedFile | null>(null);
  const file = files.get(entry);
  const sum =
    hash && file !== undefined ? (
      <>
        <Hash of="care.file.hash" sum={file.sha256} />
        {file.now === null ? null : <Hash of="care.file.hash-now" sum={file.now} />}
      </>
    ) : null;
  if (file === undefined || file.erased)
    return (
      <>
        <p class="desk-quiet">{t("care.file.erased")}</p>
        {sum}
      </>
    );
  return (
    <>
      {shown.value !== null ? (
        <Viewer
          file={shown.value}
          close={() => {
            shown.value = null;
          }}
        />
      ) : asking.value ? (
        <PurposeForm
          id={`file-${id}`}
          lead={t("care.file.open.lead")}
          button={t("care.file.open")}
          busy={busy.value}
          open={(purpose) =>
            void openFile(file.entry, purpose).then((found) => {
              shown.value = found;
              asking.value = found === null;
            })
          }
        />
      ) : (
        <button
          type="button"
          class="desk-link"
          aria-label={`${t("care.file.open")}: ${of}`}
          onClick={() => {
            asking.value = true;
          }}
        >
          {t("care.file.open")}
        </button>
      )}
      {sum}
    </>
  );
}

function Hash({ of, sum }: { readonly of: string; readonly sum: string }) {
  return (
    <p class="desk-hash">
      {t(of)}{" "}
      <code>
        <bdi>{sum}</bdi>
      </code>
    </p>
  );
}
