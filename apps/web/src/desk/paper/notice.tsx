import { daysLeft } from "@threshold/casework/care";
import type { ComponentChildren } from "preact";
import { useCare } from "../care/context.ts";
import { NoticeText } from "../care/notice.tsx";
import { t } from "../words.ts";

/** Only while the time to recover runs is there anything to give notice of: afterwards it would say what holds no more. */
export function NoticeSheet({
  reference,
  children,
}: {
  readonly reference: string;
  readonly children: ComponentChildren;
}) {
  const { care, today } = useCare().open;
  return care.reflection === null || daysLeft(care.reflection, today) === null ? (
    <p>{t("paper.nothing")}</p>
  ) : (
    <>
      {children}
      <NoticeText reference={reference} />
    </>
  );
}
