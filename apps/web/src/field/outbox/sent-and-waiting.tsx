import { locale, t } from "../../shared/words.ts";
import { Phone } from "../page/parts.tsx";
import { sent, waiting } from "./current.ts";
import type { Contact } from "./database.ts";

/** References only: what was sent, what waits, and whom to phone until somebody has accepted. */
export function SentAndWaiting() {
  const none = waiting.value.length === 0 && sent.value.length === 0;
  return (
    <section aria-labelledby="sent-and-waiting">
      <h2 id="sent-and-waiting">{t("field.outbox")}</h2>
      {none ? <p>{t("field.outbox.none")}</p> : null}
      <ul class="references">
        {waiting.value.map((row) => (
          <li key={row.reference}>
            <p>
              <strong class="reference">{row.reference}</strong>{" "}
              <span class="govuk-tag">{t("field.outbox.waiting")}</span>
            </p>
            {row.refused === null ? null : <p class="advice">{t(`error.${row.refused}`)}</p>}
            <Contacts receiver={row.receiver} fallback={row.fallback} />
          </li>
        ))}
        {sent.value.map((row) => (
          <li key={row.reference}>
            <p>
              <strong class="reference">{row.reference}</strong>{" "}
              <span class="govuk-tag">{t(`common.status.${row.status}`)}</span>
            </p>
            {row.status === "accepted" ? (
              <p>{t("field.outbox.with", { name: row.receiver.name })}</p>
            ) : (
              <>
                <p>{t("field.outbox.due", { name: row.receiver.name, time: timeOf(row.due) })}</p>
                <Contacts receiver={row.receiver} fallback={row.fallback} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
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
