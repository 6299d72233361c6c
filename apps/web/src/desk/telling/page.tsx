import { useSignal } from "@preact/signals";
import { can } from "@threshold/casework";
import type { Telling } from "@threshold/contract";
import { Said, TroubleLine } from "../parts/notice.tsx";
import { Title } from "../parts/title.tsx";
import { useCall } from "../parts/use-call.ts";
import { current } from "../session.ts";
import { t } from "../words.ts";
import { CalendarPart } from "./calendar.tsx";
import { ConfirmMail } from "./confirm-mail.tsx";
import { HowForm } from "./how-form.tsx";
import { PushPart } from "./push-part.tsx";
import { TryPart } from "./try-part.tsx";

/** How a member hears of things while no page is open: by mail, in this browser, in her calendar; and when not. */
export function TellingPage() {
  const telling = useCall<Telling>("/telling");
  const done = useSignal("");
  const now = telling.value.value;
  const changed = (to: Telling, words: string) => {
    telling.value.value = to;
    done.value = words;
  };
  return (
    <>
      <Title page={t("telling.page")}>{t("telling.page")}</Title>
      <p>{t("telling.lead")}</p>
      <TroubleLine trouble={telling.trouble.value} />
      <Said>{done.value}</Said>
      {now === null ? null : (
        <>
          {now.mailWaiting === null ? null : (
            <ConfirmMail
              key={now.mailWaiting}
              address={now.mailWaiting}
              confirmed={(to) => changed(to, t("telling.mail.is-confirmed"))}
            />
          )}
          <HowForm now={now} saved={(to) => changed(to, t("telling.saved"))} />
          <PushPart now={now} changed={changed} />
          <TryPart />
          {can(current().member.roles, "work-cases") ? <CalendarPart /> : null}
        </>
      )}
    </>
  );
}
