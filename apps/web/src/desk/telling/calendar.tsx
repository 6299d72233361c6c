import { useSignal } from "@preact/signals";
import type { CalendarMade, CalendarState } from "@threshold/contract";
import { useLayoutEffect, useRef } from "preact/hooks";
import { call } from "../../shared/api.ts";
import { language } from "../../shared/words.ts";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { useCall } from "../parts/use-call.ts";
import { moment, type Trouble, t } from "../words.ts";

/** The address by which a calendar asks for what is due: shown once, ended at any time. */
export function CalendarPart() {
  const state = useCall<CalendarState>("/calendar");
  const address = useSignal<string | null>(null);
  const said = useSignal("");
  const trouble = useSignal<Trouble | null>(null);
  const make = async () => {
    const body = { language: language.value };
    const answer = await call<CalendarMade>("/calendar", { method: "POST", body });
    trouble.value = answer.ok ? null : answer;
    if (!answer.ok) return;
    said.value = "";
    address.value = `${location.origin}/api/calendar/${answer.value.token}.ics`;
    await state.again();
  };
  const end = async () => {
    const answer = await call<CalendarState>("/calendar/end", { method: "POST" });
    trouble.value = answer.ok ? null : answer;
    if (!answer.ok) return;
    address.value = null;
    state.value.value = answer.value;
    said.value = t("telling.calendar.ended");
  };
  const since = state.value.value?.madeAt ?? null;
  return (
    <section aria-labelledby="calendar">
      <h2 class="govuk-heading-m" id="calendar">
        {t("telling.calendar")}
      </h2>
      <p>{t("telling.calendar.lead")}</p>
      <TroubleLine trouble={trouble.value ?? state.trouble.value} />
      <Said>{said.value}</Said>
      {address.value !== null ? (
        <Address address={address.value} />
      ) : since !== null ? (
        <p>{t("telling.calendar.made", { since: moment(since) })}</p>
      ) : null}
      <div class="desk-answer__buttons">
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void make()}>
          {t(since === null ? "telling.calendar.make" : "telling.calendar.again")}
        </button>
        {since === null ? null : (
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => void end()}>
            {t("telling.calendar.end")}
          </button>
        )}
      </div>
    </section>
  );
}

/** The heading takes the focus, so that it is read at once. */
function Address({ address }: { readonly address: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [address]);
  return (
    <div class="desk-code">
      <h3 class="govuk-heading-s" tabIndex={-1} ref={heading}>
        {t("telling.calendar.address")}
      </h3>
      <p class="desk-address">
        <bdi translate={false}>{address}</bdi>
      </p>
      <p>{t("telling.calendar.once")}</p>
      <p>{t("telling.calendar.secret")}</p>
    </div>
  );
}
