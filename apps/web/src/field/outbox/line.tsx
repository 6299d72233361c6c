import type { ComponentChildren } from "preact";
import { locale, t } from "../../shared/words.ts";
import { device } from "../enrolment/current.ts";
import { keeper } from "../keeper.ts";
import { Phone } from "../page/parts.tsx";
import { Confirm } from "./confirm.tsx";
import { waiting } from "./current.ts";
import type { Contact, SentRow, Waiting } from "./database.ts";
import { type Change, changeOf } from "./withdrawal.ts";

/** Tells the reader what became of a change of mind; null while that is not known yet. */
export type Tell = (sentence: string | null) => void;

/** A referral that waits, or one that is deleted here and may have arrived. */
export function WaitingLine({ row, tell }: { row: Waiting; tell: Tell }) {
  const stop = async () => {
    tell(null);
    const kept = await keeper();
    const outcome = kept === null ? "failed" : await kept.doNotSend(row);
    tell(t(`field.outbox.${outcome}`, { reference: row.reference }));
  };
  const stopped = row.kind === "withdrawn";
  return (
    <Line reference={row.reference} tag={t(stopped ? "field.outbox.stopped" : "field.outbox.waiting")}>
      {row.refused === null ? null : <p class="advice">{t(`error.${row.refused}`)}</p>}
      {stopped ? <p>{t("field.outbox.stopped-about")}</p> : null}
      <Contacts receiver={row.receiver} fallback={row.fallback} />
      {stopped ? null : (
        <Confirm
          ask={t("field.outbox.do-not-send")}
          yes={t("field.outbox.do-not-send.yes")}
          about={idOf(row.reference)}
          onYes={stop}
        >
          <p>{t("field.outbox.do-not-send.about")}</p>
        </Confirm>
      )}
    </Line>
  );
}

/** A referral the server has, and the way to take it back. */
export function SentLine({ row, tell }: { row: SentRow; tell: Tell }) {
  const change = changeOf(row, waiting.value, device.value !== null);
  const own = waiting.value.find((one) => one.reference === row.reference && one.kind === "withdrawn");
  const tag = change === "waits" || change === "refused" ? "field.outbox.withdrawal-waits" : null;
  return (
    <Line reference={row.reference} tag={t(tag ?? `common.status.${row.status}`)}>
      {change === "possible" || change === "by-phone" ? <Standing row={row} /> : null}
      {row.left === true && row.status !== "withdrawn" ? <p class="advice">{t("field.outbox.left")}</p> : null}
      {change === "waits" ? <p>{t("field.outbox.withdrawal-waits.about")}</p> : null}
      {change === "refused" ? (
        <p class="advice">{t("field.outbox.withdrawal-refused", { why: t(`error.${own?.refused}`) })}</p>
      ) : null}
      {change === "taken-back" ? <p>{t("field.outbox.withdraw.phone")}</p> : null}
      <Contacts receiver={row.receiver} fallback={row.fallback} />
      <TakeBack row={row} change={change} tell={tell} />
    </Line>
  );
}

function Standing({ row }: { row: SentRow }) {
  return row.status === "accepted" ? (
    <p>{t("field.outbox.with", { name: row.receiver.name })}</p>
  ) : (
    <p>{t("field.outbox.due", { name: row.receiver.name, time: timeOf(row.due) })}</p>
  );
}

function TakeBack({ row, change, tell }: { row: SentRow; change: Change; tell: Tell }) {
  if (change === "by-phone") return <p>{t("field.outbox.by-phone")}</p>;
  if (change !== "possible" && (change !== "refused" || row.ids === null)) return null;
  const take = async () => {
    tell(null);
    const kept = await keeper();
    const outcome = kept === null ? "failed" : await kept.withdraw(row);
    tell(outcome === "failed" ? t("field.outbox.failed") : t("field.outbox.withdraw.phone"));
  };
  return (
    <Confirm
      ask={t("field.outbox.withdraw")}
      yes={t("field.outbox.withdraw.yes")}
      about={idOf(row.reference)}
      onYes={take}
    >
      <ul>
        <li>{t("field.outbox.withdraw.closed")}</li>
        <li>{t("field.outbox.withdraw.known")}</li>
        <li>{t("field.outbox.withdraw.final")}</li>
        <li>{t("field.outbox.withdraw.open")}</li>
        <li>{t("field.outbox.withdraw.phone")}</li>
      </ul>
    </Confirm>
  );
}

const idOf = (reference: string) => `reference-${reference}`;

function Line({ reference, tag, children }: { reference: string; tag: string; children: ComponentChildren }) {
  return (
    <li>
      <p>
        <strong class="reference" id={idOf(reference)}>
          <bdi dir="ltr">{reference}</bdi>
        </strong>{" "}
        <span class="govuk-tag">{tag}</span>
      </p>
      {children}
    </li>
  );
}

export function Contacts({ receiver, fallback }: { receiver: Contact; fallback: Contact | null }) {
  return (
    <div class="phones">
      <Phone name={receiver.name} number={receiver.phone} />
      {fallback === null ? null : <Phone name={fallback.name} number={fallback.phone} />}
    </div>
  );
}

/** Day and time in the reader's own way and zone. */
export function timeOf(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { weekday: "long", hour: "2-digit", minute: "2-digit" }).format(
    new Date(instant),
  );
}
