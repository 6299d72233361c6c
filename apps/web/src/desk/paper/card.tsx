import type { Directory } from "@threshold/contract";
import { Facts } from "../referral/facts.tsx";
import { judge } from "../referral/judge.ts";
import { FromPaper } from "../referral/met.tsx";
import { nameOfOrganisation } from "../referral/names.ts";
import { receivedAt } from "../referral/now.tsx";
import type { OpenCase } from "../referral/open-case.ts";
import { t, word } from "../words.ts";

/** The card: what was noticed and how it is known, what is needed, on what basis it was sent. No reading of it but the list's own. */
export function CardSheet({ open, directory }: { readonly open: OpenCase; readonly directory: Directory | null }) {
  const { card, referral } = open;
  if (typeof card === "string") return <p>{t("paper.nothing")}</p>;
  const there = card.signs.filter((sign) => sign.source !== "not-there");
  const absent = card.signs.filter((sign) => sign.source === "not-there");
  const sender = nameOfOrganisation(directory, referral?.sender.organisation) ?? t("desk.timeline.somebody");
  return (
    <>
      <p>
        <strong>{t(`result.${judge(card).assessment.result}`)}</strong> {t("desk.case.note")}
      </p>
      <Facts card={card} referral={referral} sender={sender} />
      <FromPaper card={card} referral={referral} receivedAt={receivedAt(open)} />
      <h3>{t("desk.case.signs")}</h3>
      {there.length === 0 ? <p>{t("desk.case.no-signs")}</p> : null}
      <ul>
        {there.map(({ id, source }) => (
          <li key={id}>{t("desk.case.sign", { sign: word("sign", id), source: t(`desk.source.${source}`) })}</li>
        ))}
        {card.act.map((id) => (
          <li key={id}>{word("act", id)}</li>
        ))}
        {card.claims ? <li>{t("desk.case.claims")}</li> : null}
        {card.statements.map((id) => (
          <li key={id}>{word("statement", id)}</li>
        ))}
        {card.offence ? <li>{t("desk.case.offence")}</li> : null}
        {card.supervised ? <li>{t("desk.case.supervised")}</li> : null}
      </ul>
      {absent.length === 0 ? null : (
        <>
          <h3>{t("desk.case.not-there")}</h3>
          <ul>
            {absent.map(({ id }) => (
              <li key={id}>{word("sign", id)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
