import { ForTheRecord } from "../../shared/paper/record.tsx";
import { t } from "../../shared/words.ts";
import { device } from "../enrolment/current.ts";
import { keeper } from "../keeper.ts";
import { numbered } from "../notes/current.ts";
import { dayInWords } from "../offer/follow-up.tsx";
import { agreedDay, justReferred, latest, sent, unstored, waiting } from "../outbox/current.ts";
import { Contacts, timeOf } from "../outbox/line.tsx";
import { changeOf } from "../outbox/withdrawal.ts";
import { Fold, Onward, Title } from "../page/parts.tsx";
import { close } from "../page/place.ts";
import { AfterSent } from "../people/after-sent.tsx";
import { stampOf } from "../people/when.ts";

/** The reference, large enough to write on a hand; whether it has arrived; what happens next and by when. */
export function SentScreen() {
  const reference = latest.value;
  const there = sent.value.find((row) => row.reference === reference);
  const here = waiting.value.find((row) => row.reference === reference && row.kind === "referred");
  const row = there ?? here;
  const takenBack = there !== undefined && ["taken-back", "waits"].includes(changeOf(there, waiting.value, true));
  const said = justReferred.value?.reference === reference ? justReferred.value : null;
  if (row === undefined || takenBack) return <Title>{t("field.sent.gone")}</Title>;
  return (
    <>
      <Title>{there !== undefined ? t("field.sent.title") : t("field.sent.not-yet")}</Title>
      <p class="govuk-hint">{t("field.sent.reference")}</p>
      <p class="reference large">
        <bdi dir="ltr">{row.reference}</bdi>
      </p>
      {said === null || said.paper === null ? null : (
        <p class="advice">{t("paper.type.write", { number: said.paper })}</p>
      )}
      <div role="status">
        {there !== undefined ? (
          <p>{t("field.sent.next", { name: there.receiver.name, time: timeOf(there.due) })}</p>
        ) : (
          <p>{t("field.sent.phone-them")}</p>
        )}
        {there?.fallback ? <p>{t("field.sent.fallback", { name: there.fallback.name })}</p> : null}
        {here?.refused ? <p class="advice">{t("field.sent.refused", { why: t(`error.${here.refused}`) })}</p> : null}
        {here !== undefined && unstored.value.includes(here) ? <p class="advice">{t("field.sent.no-room")}</p> : null}
        {here !== undefined && here.refused === null && device.value !== null ? <p>{t("field.sent.goes")}</p> : null}
      </div>
      {agreedDay.value?.reference === reference ? (
        <p class="advice">{t("offer.day.confirm", { day: dayInWords(agreedDay.value.day) })}</p>
      ) : null}
      <h2>{t(there === undefined ? "field.sent.call-now" : "field.sent.call")}</h2>
      <Contacts receiver={row.receiver} fallback={row.fallback} />
      {here !== undefined && here.refused === null ? (
        <Onward quiet onTap={() => void keeper().then((kept) => kept?.sendAll())}>
          {t("field.sent.try")}
        </Onward>
      ) : null}
      {said === null || device.value === null ? null : (
        <Fold summary={t("paper.record")}>
          <ForTheRecord
            reference={said.reference}
            time={stampOf(said.at)}
            service={device.value.organisation.name}
            basis={said.basis}
          />
        </Fold>
      )}
      <AfterSent />
      <Onward quiet={numbered.value} onTap={() => close("list")}>
        {t("field.back-to-list")}
      </Onward>
    </>
  );
}
