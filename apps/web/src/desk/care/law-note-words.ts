import type { Care, CaseRecord } from "@threshold/casework/care";
import { countryText } from "../../shared/country-text.ts";
import { dayOf, t } from "../words.ts";
import { wordsOf } from "./said.ts";

/** Decisions that somebody is to be treated as a victim, by stage: who and when, and never why. */
export function decisionsOf({ stages }: Care): readonly string[] {
  return [...stages.values()].flatMap(({ now: { record } }) => {
    if (record.outcome === "not-now") return [];
    const named = record.authority === null ? wordsOf(record.by) : countryText(`authority.${record.authority}`);
    return [
      t("care.note-sheet.decision", {
        ...{ stage: t(`care.stage.${record.stage}`), day: dayOf(record.at.slice(0, 10)) },
        ...{
          outcome: t(`care.outcome.${record.outcome}`),
          by: named ?? record.authority ?? t("care.stage.authority.other"),
        },
      }),
    ];
  });
}

/** What it is about, how it hangs together, how it stands, and who deals with it. */
export function linkSentence({ what, link, state, authority }: Extract<CaseRecord, { topic: "offence" }>): string {
  const about = t("care.note-sheet.offence", {
    ...{ what, link: t(`care-offence.${link}`), state: t(`care.offence.pick.${state}`) },
  });
  const dealt = wordsOf(authority);
  return dealt === null ? about : `${about} ${t("care.note-sheet.with", { authority: dealt })}`;
}
