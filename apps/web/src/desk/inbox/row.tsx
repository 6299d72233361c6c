import { dayIn } from "@threshold/casework/care";
import type { InboxLine } from "@threshold/contract";
import { dayWords } from "../days.ts";
import { reach } from "../directory.ts";
import { hrefOf } from "../route.ts";
import { dueAt, since } from "../span.ts";
import { said, t, word } from "../words.ts";
import { cardOf } from "./cards.ts";

/** What the card adds to a line; a card that does not open says so and holds up nobody. */
function CardWords({ line }: { readonly line: InboxLine }) {
  const opened = cardOf(line);
  const organisation = reach(line.sender.organisation, line.sender.name);
  if (opened === "opening") return <>{t("desk.loading")}</>;
  if (opened === "absent") return <>{t(line.status === "withdrawn" ? "desk.card.withdrawn" : "desk.card.absent")}</>;
  if (opened === "unchecked") return <>{t("trust.inbox.unchecked")}</>;
  if (typeof opened === "string") return <>{t(`desk.card.${opened}`, { organisation })}</>;
  const form = opened.form === null ? t("desk.inbox.no-form") : word("form", opened.form.id);
  const situation = opened.situation === null ? t("desk.inbox.no-situation") : word("situation", opened.situation);
  return (
    <>
      {form} · {situation}
    </>
  );
}

/** The envelope says only whether somebody is treated as a child; whether she is an adult, the card alone knows. */
function age(line: InboxLine): string {
  if (line.child) return `${t("desk.inbox.child")} · `;
  const opened = cardOf(line);
  if (typeof opened === "string") return "";
  return `${t(opened.age === "adult" ? "desk.inbox.adult" : "desk.inbox.unsure")} · `;
}

/** The calendar day where this computer is. */
const today = (now: string): string => dayIn(Date.parse(now), Intl.DateTimeFormat().resolvedOptions().timeZone);

/** One referral, as one link. */
export function Row({ line, now }: { readonly line: InboxLine; readonly now: string }) {
  const due = dueAt(line.due, now);
  const open = line.status === "waiting" || line.status === "passed-on";
  return (
    <li class="desk-row">
      <a class="desk-row__link" href={hrefOf({ page: "case", id: line.case })}>
        <span class="desk-row__what">
          {line.urgency === "now" && open ? <strong class="desk-now">{t("desk.inbox.now")}</strong> : null}
          <span class="desk-row__who">
            {age(line)}
            <CardWords line={line} />
          </span>
          <span class="desk-row__quiet">{t("desk.inbox.from", { organisation: line.sender.name })}</span>
          {line.asFallback ? <span class="desk-row__quiet">{t("desk.inbox.fallback")}</span> : null}
        </span>
        <bdi class="desk-row__reference">{line.reference}</bdi>
        <span class="desk-row__time">
          {open ? (
            <>
              <span>{t("desk.waits", { span: said(since(line.receivedAt, now)) })}</span>
              <span class={due.past ? "desk-row__late" : ""}>
                {t(due.past ? "desk.due.past" : "desk.due.left", { span: said(due.span) })}
              </span>
            </>
          ) : (
            <>
              <span>{t(`desk.status.${line.status}`)}</span>
              {line.nextDue === null ? (
                <span>{t("desk.arrived", { span: said(since(line.receivedAt, now)) })}</span>
              ) : (
                <span class={line.nextDue < today(now) ? "desk-row__late" : ""}>
                  {t("care.inbox.next", { when: dayWords(line.nextDue, today(now)) })}
                </span>
              )}
            </>
          )}
        </span>
      </a>
    </li>
  );
}
