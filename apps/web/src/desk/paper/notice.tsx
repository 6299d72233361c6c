import type { ComponentChildren } from "preact";
import { useCare } from "../care/context.ts";
import { NoticeText } from "../care/notice.tsx";
import { t } from "../words.ts";

/** Only while the time to recover runs, or ran, is there anything to give notice of. */
export function NoticeSheet({
  reference,
  children,
}: {
  readonly reference: string;
  readonly children: ComponentChildren;
}) {
  const { reflection } = useCare().open.care;
  return reflection === null ? (
    <p>{t("paper.nothing")}</p>
  ) : (
    <>
      {children}
      <NoticeText reference={reference} />
    </>
  );
}
