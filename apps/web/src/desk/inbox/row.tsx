import { daysBetween } from "@threshold/casework/care";
import type { InboxLine } from "@threshold/contract";
import { useEffect, useRef } from "preact/hooks";
import { reach } from "../directory.ts";
import { BothTimes } from "../referral/both-times.tsx";
import { hrefOf } from "../route.ts";
import { dueAt, since } from "../span.ts";
import { said, shortDay, t, word } from "../words.ts";
import { cardOf } from "./cards.ts";
import { left, picked } from "./chosen.ts";
import { watch } from "./sight.ts";

/** What rows hang on beside their line. */
export interface RowFacts {
  /** ISO 8601, by the server's clock: to the minute for what waits, to the hour for the rest. */
  readonly now: string;
  readonly hour: string;
  /** Calendar day where this computer is. */
  readonly today: string;
  /** Who looks after a case, in words. */
  readonly ownerWords: (owner: string | null) => string;
  readonly picking: boolean;
}
interface Props extends RowFacts {
  readonly line: InboxLine;
}

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

/** It waits for somebody's answer: here, or elsewhere. */
export const isOpen = ({ status }: InboxLine): boolean => status === "waiting" || status === "passed-on";

/** One case in one row, as one link; beside it a box to tick while cases are handed over. */
export function Row({ line, picking, ...facts }: Props) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => (row.current === null ? undefined : watch(row.current, line)), [line]);
  return (
    <li class={picking ? "desk-row desk-row--picking" : "desk-row"} ref={row}>
      {picking ? <Pick line={line} /> : null}
      <a
        class="desk-row__link"
        href={hrefOf({ page: "case", id: line.case })}
        data-case-link={line.case}
        onClick={() => {
          left.value = line.case;
        }}
      >
        <Words line={line} {...facts} />
      </a>
    </li>
  );
}

function Pick({ line }: { readonly line: InboxLine }) {
  if (line.box !== "mine") return <span class="desk-row__pick" />;
  const id = `pick-${line.case}`;
  return (
    <span class="desk-row__pick govuk-checkboxes govuk-checkboxes--small">
      <span class="govuk-checkboxes__item">
        <input
          id={id}
          class="govuk-checkboxes__input"
          type="checkbox"
          checked={picked.value?.has(line.case) ?? false}
          onChange={(event) => pick(line.case, event.currentTarget.checked)}
        />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          <span class="govuk-visually-hidden">{t("desk.list.hand.pick", { reference: line.reference })}</span>
        </label>
      </span>
    </span>
  );
}

export function pick(id: string, on: boolean): void {
  const next = new Set(picked.peek());
  if (on) next.add(id);
  else next.delete(id);
  picked.value = next;
}

function Words({ line, now, hour, today, ownerWords }: Omit<Props, "picking">) {
  const open = isOpen(line);
  return (
    <>
      <span class="desk-row__what">
        {line.urgency === "now" && open ? <strong class="desk-now">{t("desk.inbox.now")}</strong> : null}
        <span class="desk-row__who">
          {age(line)}
          <CardWords line={line} />
        </span>
        {open ? <Times line={line} /> : null}
        {line.asFallback && open ? <span class="desk-row__quiet">{t("desk.inbox.fallback")}</span> : null}
      </span>
      <bdi class="desk-row__reference">{line.reference}</bdi>
      <span class="desk-row__whose">
        {line.box === "mine" ? ownerWords(line.owner) : t("desk.inbox.from", { organisation: line.sender.name })}
      </span>
      <span class="desk-row__time">
        {open ? <Waits line={line} now={now} /> : <Stands line={line} now={hour} today={today} />}
      </span>
    </>
  );
}

/** When the person was met, where that is not when it came. */
function Times({ line }: { readonly line: InboxLine }) {
  const opened = cardOf(line);
  return typeof opened === "string" ? null : <BothTimes metAt={opened.metAt} receivedAt={line.receivedAt} />;
}

function Waits({ line, now }: { readonly line: InboxLine; readonly now: string }) {
  const due = dueAt(line.due, now);
  return (
    <>
      <span class={due.past ? "desk-row__late" : ""}>
        {t(due.past ? "desk.due.past" : "desk.due.left", { span: said(due.span) })}
      </span>
      <span>{t("desk.waits", { span: said(since(line.receivedAt, now)) })}</span>
    </>
  );
}

function Stands({ line, now, today }: { readonly line: InboxLine; readonly now: string; readonly today: string }) {
  const arrived = t("desk.arrived", { span: said(since(line.receivedAt, now)) });
  if (line.box !== "mine")
    return (
      <>
        <span>{t(`desk.status.${line.status}`)}</span>
        <span>{arrived}</span>
      </>
    );
  if (line.closed) return <span>{t("desk.list.row.closed")}</span>;
  const steps = line.openSteps ? <span>{t("desk.list.row.steps")}</span> : null;
  if (line.nextDue === null) return steps ?? <span>{t("desk.list.row.no-day")}</span>;
  return (
    <>
      <span class={line.nextDue < today ? "desk-row__late" : ""}>{dueWords(line.nextDue, today)}</span>
      {steps}
    </>
  );
}

/** When it is due, short enough for one line. */
function dueWords(day: string, today: string): string {
  const n = daysBetween(today, day);
  if (n < 0) return t("desk.list.row.late", { n: -n });
  if (n < 2) return t(n === 0 ? "desk.list.row.today" : "desk.list.row.tomorrow");
  return t("desk.list.row.in", { n, day: shortDay(day) });
}
