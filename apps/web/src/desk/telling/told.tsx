import { useSignal } from "@preact/signals";
import type { Notice } from "@threshold/contract";
import { useEffect } from "preact/hooks";
import { keepUp } from "../live/keep-up.ts";
import { hrefOf } from "../route.ts";
import { since } from "../span.ts";
import { said, t } from "../words.ts";
import { byCase, loadNotices, notices, readNotices } from "./notices.ts";

const atFirst = 3;

/** What one was told and has not read, above the list: nothing where there is nothing. */
export function Told() {
  const whole = useSignal(false);
  useEffect(() => keepUp(loadNotices), []);
  const now = notices.value;
  if (now === null || now.notices.length === 0) return null;
  const all = byCase(now.notices);
  const shown = whole.value ? all : all.slice(0, atFirst);
  return (
    <section class="desk-told" aria-labelledby="told">
      <h2 class="govuk-heading-s" id="told">
        {t("telling.told.count", { n: now.notices.length })}
      </h2>
      <ul class="desk-told__list">
        {shown.map((one) => (
          <Line key={one.id} notice={one} now={now.now} />
        ))}
      </ul>
      <p class="desk-told__do">
        {all.length > shown.length ? (
          <button type="button" class="desk-link" onClick={() => (whole.value = true)}>
            {t("telling.told.more", { n: all.length - shown.length })}
          </button>
        ) : null}
        <button type="button" class="desk-link" onClick={() => void readNotices(null)}>
          {t("telling.told.read")}
        </button>
      </p>
    </section>
  );
}

function Line({ notice, now }: { readonly notice: Notice; readonly now: string }) {
  const what = t(`telling.what.${notice.kind}`);
  return (
    <li>
      {notice.case === null ? (
        what
      ) : (
        <a class="govuk-link" href={hrefOf({ page: "case", id: notice.case })}>
          {what} <bdi>{notice.reference}</bdi>
        </a>
      )}{" "}
      <span class="desk-quiet">{t("desk.arrived", { span: said(since(notice.at, now)) })}</span>
    </li>
  );
}
