import type { Signal } from "@preact/signals";
import type { Directory } from "@threshold/contract";
import { reach } from "../directory.ts";
import { Remark } from "../parts/notice.tsx";
import { t, word } from "../words.ts";
import { AnswerBox } from "./answer.tsx";
import { ownDesks } from "./banner.tsx";
import { Facts } from "./facts.tsx";
import { judge } from "./judge.ts";
import { DelphiReading, Pillars, WhatToDo } from "./judgement.tsx";
import { EarlierLooks, FromPaper, Offer, Otherwise, SaidMoreBefore } from "./met.tsx";
import { nameOfOrganisation } from "./names.ts";
import type { OpenCase } from "./open-case.ts";
import { Signs } from "./signs.tsx";
import { standingOf } from "./standing.ts";
import { Withdraw } from "./withdraw.tsx";

interface Props {
  readonly open: OpenCase;
  readonly directory: Directory | null;
  readonly changed: () => Promise<void>;
  readonly say: Signal<string>;
}

/** The card as sentences, and the answer that is asked for. */
export function NowTab({ open, directory, changed, say }: Props) {
  const { card, referral } = open;
  const sender = nameOfOrganisation(directory, referral?.sender.organisation) ?? t("desk.timeline.somebody");
  const standing = standingOf(open, ownDesks());
  const answer = (
    <div class="desk-now-tab__stay">
      <AnswerBox open={open} directory={directory} changed={changed} say={say} />
      {standing?.withdrawAs == null ? null : (
        <Withdraw load={async () => ({ ok: true, status: 200, value: open })} changed={changed} say={say} />
      )}
    </div>
  );
  if (typeof card === "string") {
    const why = standing === null && open.untrue.size > 0 ? "untrue" : null;
    return (
      <div class="desk-now-tab">
        <div class="desk-now-tab__first">
          <Remark strong>
            {why === null
              ? t(`desk.card.${standing?.status === "withdrawn" ? "withdrawn" : card}`, {
                  organisation: reach(referral?.sender.organisation ?? "", sender),
                })
              : t("trust.case.untrue")}
          </Remark>
        </div>
        <div class="desk-now-tab__answer">{answer}</div>
      </div>
    );
  }
  const { assessment, unknown, otherList, version } = judge(card);
  return (
    <div class="desk-now-tab">
      <div class="desk-now-tab__first">
        <h2 class="govuk-heading-m">{t(`result.${assessment.result}`)}</h2>
        <p class="desk-quiet">{t("desk.case.note")}</p>
        <p>
          {t("desk.case.phone-said", { result: t(`result-short.${card.result}`) })}{" "}
          {card.result === assessment.result
            ? t("desk.case.same")
            : t("desk.case.differs", { result: t(`result-short.${assessment.result}`) })}
        </p>
        <SaidMoreBefore card={card} />
        <Otherwise card={card} />
        {otherList ? <Remark>{t("desk.case.other-list", { phone: card.listVersion, desk: version })}</Remark> : null}
        {unknown.length > 0 ? <Remark>{t("desk.case.left-out", { ids: unknown.join(", ") })}</Remark> : null}
        <FromPaper card={card} referral={referral} receivedAt={receivedAt(open)} />
        <Pillars assessment={assessment} />
        <Facts card={card} referral={referral} sender={sender} />
      </div>
      <div class="desk-now-tab__answer">{answer}</div>
      <div class="desk-now-tab__rest">
        <Signs card={card} assessment={assessment} />
        <EarlierLooks card={card} />
        <Offer card={card} />
        <WhatToDo assessment={assessment} />
        <DelphiReading assessment={assessment} />
        {card.statements.length > 0 ? (
          <>
            <h3 class="govuk-heading-s">{t("desk.case.statements")}</h3>
            <ul class="desk-list">
              {card.statements.map((id) => (
                <li key={id}>{word("statement", id)}</li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </div>
  );
}

/** When the server received the referral. */
export const receivedAt = ({ file, referral }: OpenCase): string | null =>
  file.entries.find(({ envelope }) => envelope.id === referral?.id)?.receivedAt ?? null;
