import type { Card, Look, Referred } from "@threshold/casework";
import { changeSince } from "../../shared/changes.ts";
import { has } from "../../shared/words.ts";
import { Remark } from "../parts/notice.tsx";
import { moment, t, word, words } from "../words.ts";

interface PaperProps {
  readonly card: Card;
  readonly referral: Referred | null;
  /** Server's clock; null where it is not known. */
  readonly receivedAt: string | null;
}

/** Filled in by hand and typed in later: when they met, when it was typed in, and when it arrived are three times. */
export function FromPaper({ card, referral, receivedAt }: PaperProps) {
  if (card.paper == null) return null;
  return (
    <Remark>
      <strong>{t("paper.from")}</strong>
      <ul class="desk-list">
        <li>{t("paper.from.is", { number: card.paper.number })}</li>
        <li>{t("paper.from.met", { time: moment(card.metAt) })}</li>
        {referral === null ? null : <li>{t("paper.from.typed", { time: moment(referral.at) })}</li>}
        {receivedAt === null ? null : <li>{t("paper.from.received", { time: moment(receivedAt) })}</li>}
      </ul>
    </Remark>
  );
}

const short = (result: Card["result"]) => t(`result-short.${result}`);

/** Where who met the person sees it otherwise than the list: both, side by side, and why. */
export function Otherwise({ card }: { readonly card: Card }) {
  const { disagreement } = card;
  if (disagreement == null) return null;
  return (
    <section class="desk-otherwise" aria-labelledby="otherwise">
      <h3 class="govuk-heading-s" id="otherwise">
        {t("people.desk.otherwise")}
      </h3>
      <ul class="desk-otherwise__views">
        <li>{t("people.desk.list", { result: short(card.result) })}</li>
        <li>{t("people.desk.them", { result: short(disagreement.result) })}</li>
      </ul>
      <ul class="desk-list">
        {disagreement.reasons.map((id) => (
          <li key={id}>{word("people.reason", id)}</li>
        ))}
      </ul>
      <p class="desk-quiet">{t("people.desk.words.where")}</p>
    </section>
  );
}

const order: readonly Card["result"][] = ["none", "potential", "presumed"];

/** Where an earlier look said more than the one that was sent: a sign that hides today was there. */
export function SaidMoreBefore({ card }: { readonly card: Card }) {
  const results = (card.earlier ?? []).map((look) => order.indexOf(look.result));
  const most = order[Math.max(-1, ...results)];
  if (most === undefined || order.indexOf(most) <= order.indexOf(card.result)) return null;
  return <Remark>{t("people.desk.higher-before", { result: short(most) })}</Remark>;
}

/** Earlier looks, the oldest first, each with what was otherwise at the next one. */
export function EarlierLooks({ card }: { readonly card: Card }) {
  const earlier = card.earlier ?? [];
  if (earlier.length === 0) return null;
  const looks: readonly Look[] = [...earlier, card];
  return (
    <>
      <h2 class="govuk-heading-m">{t("people.desk.earlier")}</h2>
      <ol class="desk-list desk-looks">
        {looks.map((look, at) => (
          <li key={`${look.metAt}-${at}`}>
            <strong>{t("people.desk.look", { time: moment(look.metAt), result: short(look.result) })}</strong>
            <Changed before={looks[at - 1]} now={look} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Changed({ before, now }: { readonly before: Look | undefined; readonly now: Look }) {
  if (before === undefined) return <Line id="people.desk.noted" signs={present(now)} />;
  const { came, gone, notThere } = changeSince(before, now.signs);
  if (came.length + gone.length + notThere.length === 0)
    return <span class="desk-list__more">{t("people.desk.same")}</span>;
  return (
    <>
      <Line id="people.desk.came" signs={came} />
      <Line id="people.desk.gone" signs={gone} />
      <Line id="people.desk.not-there" signs={notThere} />
    </>
  );
}

const present = ({ signs }: Look) => signs.filter(({ source }) => source !== "not-there").map(({ id }) => id);

function Line({ id, signs }: { readonly id: string; readonly signs: readonly string[] }) {
  return signs.length === 0 ? null : <span class="desk-list__more">{t(id, { signs: words("sign", signs) })}</span>;
}

/** The check of a job offer, question by question. */
export function Offer({ card }: { readonly card: Card }) {
  const offer = card.offer ?? [];
  if (offer.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{t("people.desk.offer")}</h2>
      <dl class="govuk-summary-list">
        {offer.map(({ question, answer }) => (
          <div class="govuk-summary-list__row" key={question}>
            <dt class="govuk-summary-list__key">
              {has(`offer.name.${question}`) ? t(`offer.name.${question}`) : word("offer.question", question)}
            </dt>
            <dd class="govuk-summary-list__value">{word(`offer.answer.${question}`, answer)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
