import type { CaseRecord } from "@threshold/casework/care";
import { countryText } from "../../shared/country-text.ts";
import { current } from "../session.ts";
import { dayOf, t } from "../words.ts";
import { useCare } from "./context.ts";
import { laws } from "./law-lists.ts";
import { decisionsOf, linkSentence } from "./law-note-words.ts";
import { Sheet } from "./sheet.tsx";

/** Why the note may be handed over. */
export type Why = { readonly is: "agreed"; readonly day: string } | { readonly is: "law"; readonly law: string };

interface Props {
  readonly offences: readonly Extract<CaseRecord, { topic: "offence" }>[];
  readonly why: Why;
  readonly close: () => void;
}

/** For prosecutor or court, on paper: what the law asks, what is on record of the link, and a blank for the name. */
export function LawSheet({ offences, why, close }: Props) {
  const { open, reference } = useCare();
  const decisions = decisionsOf(open.care);
  const ofCountry = countryText("right.non-punishment");
  return (
    <Sheet heading={t("care.note-sheet.title")} close={close}>
      <p>{t("care.note-sheet.to")}</p>
      <p>{t("care.note-sheet.about")}</p>
      <p class="desk-sheet__line">{t("care.notice.name")}</p>
      <h3 class="govuk-heading-s">{t("care.note-sheet.asks")}</h3>
      <ul class="desk-list">
        {ofCountry === null ? null : (
          <li>
            <bdi>{ofCountry}</bdi>
          </li>
        )}
        {laws.map((id) => (
          <li key={id}>{t(`care-law.${id}`)}</li>
        ))}
      </ul>
      {decisions.length === 0 ? null : (
        <>
          <h3 class="govuk-heading-s">{t("care.note-sheet.decided")}</h3>
          <ul class="desk-list">
            {decisions.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      <h3 class="govuk-heading-s">{t("care.note-sheet.linked")}</h3>
      <ul class="desk-list">
        {offences.map((offence) => (
          <li key={offence.offence}>{linkSentence(offence)}</li>
        ))}
      </ul>
      <p>
        {why.is === "agreed"
          ? t("care.note-sheet.because-agreed", { day: dayOf(why.day) })
          : t("care.note-sheet.because-law", { law: why.law })}
      </p>
      <p>
        {t("care.notice.by", { organisation: current().organisation.name })} <bdi>{reference}</bdi>
      </p>
      <p class="desk-sheet__line">{t("care.notice.signed")}</p>
      <p class="desk-quiet">{t("care.notice.made", { day: dayOf(open.today) })}</p>
    </Sheet>
  );
}
