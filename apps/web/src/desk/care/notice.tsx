import { current } from "../session.ts";
import { dayOf, t } from "../words.ts";
import { useCare } from "./context.ts";
import { Sheet } from "./sheet.tsx";

export function Notice({ reference, close }: { readonly reference: string; readonly close: () => void }) {
  return (
    <Sheet heading={t("care.notice.title")} close={close}>
      <NoticeText reference={reference} />
    </Sheet>
  );
}

/** Nobody may be expelled while this runs (IV.3): for the person to carry, or for an authority. The name is written by hand. */
export function NoticeText({ reference }: { readonly reference: string }) {
  const { open } = useCare();
  const { reflection } = open.care;
  if (reflection === null) return null;
  return (
    <>
      <p>{t("care.notice.until", { from: dayOf(reflection.from), until: dayOf(reflection.until) })}</p>
      <ul class="desk-list">
        <li>{t("rights.officer.not-removed")}</li>
        <li>{t("rights.officer.not-detained")}</li>
        <li>{t("rights.officer.no-condition")}</li>
      </ul>
      <p>{t("care.notice.law")}</p>
      <p>
        {t("care.notice.by", { organisation: current().organisation.name })} <bdi>{reference}</bdi>
      </p>
      <p class="desk-sheet__line">{t("care.notice.name")}</p>
      <p class="desk-sheet__line">{t("care.notice.signed")}</p>
      <p class="desk-quiet">{t("care.notice.made", { day: dayOf(open.today) })}</p>
    </>
  );
}
