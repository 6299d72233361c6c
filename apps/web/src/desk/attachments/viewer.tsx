import type { PackedFile } from "@threshold/sealing/content";
import { useEffect, useRef, useState } from "preact/hooks";
import { type FileKind, kindOfFile, mediaTypes } from "../../shared/magic.ts";
import { Remark } from "../parts/notice.tsx";
import { t } from "../words.ts";
import { savedName } from "./saved-name.ts";

/** What the browser itself draws without running anything. A PDF is a program's work: it is saved, and opened outside. */
const shown: ReadonlySet<FileKind> = new Set(["jpeg", "png", "webp", "text"]);

/**
 * A file out of a case. The frame has no scripts, no forms and an origin of its own, so that whatever the file is, it reaches nothing of the
 * desk. The address of its bytes lives as long as this component.
 */
export function Viewer({ file, close }: { readonly file: PackedFile; readonly close: () => void }) {
  const kind = kindOfFile(file.bytes);
  const [address, setAddress] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    const type = kind === null ? "application/octet-stream" : mediaTypes[kind];
    const made = URL.createObjectURL(new Blob([file.bytes], { type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <section class="desk-viewer" aria-labelledby="viewer">
      <h3 class="govuk-heading-s" id="viewer" tabIndex={-1} ref={heading}>
        <bdi>{file.name}</bdi>
      </h3>
      {address === null ? null : kind !== null && shown.has(kind) ? (
        <iframe class="desk-viewer__frame" title={t("content.file.frame")} sandbox="" src={address} />
      ) : (
        <>
          <Remark>{t("content.file.outside")}</Remark>
          <p>
            <a class="govuk-link" href={address} download={savedName(file.name, kind)}>
              {t("content.file.save")}
            </a>
          </p>
        </>
      )}
      <button type="button" class="govuk-button govuk-button--secondary" onClick={close}>
        {t("content.file.close")}
      </button>
    </section>
  );
}
