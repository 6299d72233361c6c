import { useSignal } from "@preact/signals";
import type { Answer } from "@threshold/casework";
import { t } from "../../shared/words.ts";
import { listOf, nameOfLanguage } from "../directory/service.tsx";
import { keeper } from "../keeper.ts";
import { assessment, notes, people } from "../notes/current.ts";
import { present } from "../notes/notes.ts";
import { inFront } from "../notes/people.ts";
import { answersOf } from "../offer/check.ts";
import { dayInWords } from "../offer/follow-up.tsx";
import { Phone, Title } from "../page/parts.tsx";
import { close, go, type Place } from "../page/place.ts";
import { ShiftLine } from "../shift/shift.tsx";
import { draft, receivers } from "./current.ts";
import { itemsOf } from "./draft.ts";
import { LeftAdvice } from "./left-advice.tsx";
import { Strip } from "./strip.tsx";

/** Everything that would go, in one list, each line one tap from being changed. */
export function LookOver() {
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);

  const send = async () => {
    if (busy.value) return; // A second tap while the first is at work must not make a second referral.
    busy.value = true;
    problem.value = null;
    const kept = await keeper();
    const outcome = kept === null ? ({ ok: false, why: "not-loaded" } as const) : await kept.refer();
    busy.value = false;
    if (outcome.ok) close("sent");
    else if (outcome.why === "ask-again") go("choice");
    else problem.value = outcome.why;
  };

  return (
    <>
      <Strip at="look-over" />
      <Title>{t("field.look-over.title")}</Title>
      <p>{t("field.look-over.about")}</p>
      <LeftAdvice />
      <dl class="govuk-summary-list">
        <Lines />
      </dl>
      {problem.value === null ? null : (
        <div class="advice" role="alert">
          <p>{t(`field.problem.${problem.value}`)}</p>
          <Instead />
        </div>
      )}
      <ShiftLine />
      <button type="button" class="govuk-button" disabled={busy.value} onClick={() => void send()}>
        {t("field.send")}
      </button>
    </>
  );
}

/** Whom to phone where nothing can be sent. */
function Instead() {
  const { first, fallback } = receivers.value;
  return [first, fallback].map((service) =>
    service === null ? null : <Phone key={service.id} name={service.name} number={service.phone} />,
  );
}

function Lines() {
  const now = draft.value;
  const { first, fallback } = receivers.value;
  const { needs, followUp } = now;
  const prevention = now.prevention !== null;
  const items = itemsOf(now);
  const age = notes.value.age ?? "unsure";
  const leftOut = [
    ...items.filter((item) => (now.answers[item] ?? null) === null).map((item) => t(`field.item.${item}`)),
    ...(needs === null && !prevention ? [t("field.look-over.needs")] : []),
    ...(now.languages.length === 0 ? [t("field.look-over.languages")] : []),
  ];
  const signs = present(notes.value).map((id) => t(`sign.${id}`));
  return (
    <>
      <Line name="result" to="list" value={t(`result-short.${assessment.value.result}`)} />
      <OtherwiseLines />
      <Line name="signs" to="list" value={signs.length > 0 ? signs : t("field.look-over.none")} />
      <Line name="age" to="list" value={t(`common.age.${age}`)} />
      {notes.value.form === null ? null : <Line name="form" to="list" value={t(`form.${notes.value.form.id}`)} />}
      <OfferLines />
      {prevention ? null : (
        <Line
          name="danger"
          to="danger"
          value={t(now.danger === null ? "common.not-known" : `field.danger.${now.danger}`)}
        />
      )}
      {followUp === null ? null : <Line label={t("offer.day.name")} to="help-before" value={dayInWords(followUp)} />}
      <Line
        name="choice"
        to="choice"
        value={now.choice === null ? t("common.not-known") : t(`field.choice.${now.choice}`)}
      />
      <Line name="first" to="who" value={first === null ? t("field.who.nobody") : first.name} />
      <Line name="fallback" to="who" value={fallback === null ? t("field.who.no-fallback") : fallback.name} />
      {items.map((item) => {
        const answer = now.answers[item] ?? null;
        return answer === null ? null : (
          <Line key={item} label={t(`field.item.${item}`)} to="helps" value={inWords(answer)} />
        );
      })}
      {needs === null || prevention ? null : (
        <Line
          name="needs"
          to="helps"
          value={needs === "declined" ? t("common.declined") : needs.map((need) => t(`need.${need}`))}
        />
      )}
      {now.languages.length === 0 ? null : (
        <Line name="languages" to="helps" value={listOf(now.languages.map(nameOfLanguage))} />
      )}
      {leftOut.length === 0 ? null : <Line label={t("field.left-out")} to="helps" value={listOf(leftOut)} />}
    </>
  );
}

/** What who met the person thinks instead, and what an earlier look said: both go with the card. */
function OtherwiseLines() {
  const { disagreement, earlier } = inFront(people.value);
  const last = earlier.at(-1);
  const { result } = assessment.value;
  const short = (one: typeof result) => t(`result-short.${one}`);
  const otherwise = disagreement !== null && disagreement.result !== result ? disagreement : null;
  return (
    <>
      {otherwise === null ? null : (
        <Line
          label={t("people.disagree.title")}
          to="disagree"
          value={[short(otherwise.result), ...otherwise.reasons.map((id) => t(`people.reason.${id}`))]}
        />
      )}
      {last === undefined ? null : (
        <Line
          label={t("people.changed")}
          to="list"
          value={t("people.changed.result", { before: short(last.result), now: short(result) })}
        />
      )}
    </>
  );
}

/** The answers about the offer, and what would help before anything happens. */
function OfferLines() {
  const { prevention } = draft.value;
  const rows = answersOf(notes.value).filter(({ question }) => question !== "kind");
  const said = rows.map(({ question, answer }) =>
    t("offer.look-over.said", { name: t(`offer.name.${question}`), answer: t(`offer.answer.${question}.${answer}`) }),
  );
  return (
    <>
      {said.length === 0 ? null : <Line label={t("offer.look-over.offer")} to="offer" value={said} />}
      {prevention === null ? null : (
        <Line
          label={t("offer.look-over.help")}
          to="help-before"
          value={listOf(prevention.wanted.map((purpose) => t(`service-purpose.${purpose}`)))}
        />
      )}
    </>
  );
}

function inWords(answer: NonNullable<Answer>): string {
  return answer.known ? answer.value : t(`common.${answer.why}`);
}

interface LineProps {
  readonly name?: string;
  readonly label?: string;
  readonly to: Place;
  readonly value: string | readonly string[];
}

function Line({ name, label, to, value }: LineProps) {
  const key = label ?? t(`field.look-over.${name}`);
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{key}</dt>
      <dd class="govuk-summary-list__value">
        {typeof value === "string" ? <bdi>{value}</bdi> : value.map((line) => <div key={line}>{line}</div>)}
      </dd>
      <dd class="govuk-summary-list__actions">
        <button type="button" class="plain" onClick={() => go(to)}>
          {t("common.change")} <span class="govuk-visually-hidden">{key}</span>
        </button>
      </dd>
    </div>
  );
}
