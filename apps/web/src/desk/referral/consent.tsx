import type { ConsentRecord } from "@threshold/casework";
import type { Directory } from "@threshold/contract";
import type { ComponentChildren } from "preact";
import { isolate } from "../../shared/isolate.ts";
import { languageName, moment, t, word } from "../words.ts";
import { namesOfRecipients } from "./names.ts";

interface Props {
  readonly consent: ConsentRecord;
  readonly directory: Directory | null;
}

/** What the person agreed to, as it was recorded: for whom and for what first, since a helper may go no further than that. */
export function Consent({ consent, directory }: Props) {
  const names = namesOfRecipients(directory, consent.recipients);
  const rows: readonly (readonly [string, ComponentChildren])[] = [
    [t("desk.consent.whom"), names === null ? t("desk.not-known") : <Whom names={names} />],
    [t("desk.consent.purpose"), word("desk.consent-purpose", consent.purpose)],
    [
      t("desk.consent.given"),
      t("desk.consent.given.at", { given: word("desk.given", consent.given), time: moment(consent.at) }),
    ],
    [t("desk.consent.language"), languageName(consent.language)],
    [t("desk.story.interpreter"), word("desk.interpreter", consent.interpreter)],
    [t("desk.consent.text"), <bdi class="desk-version">{consent.text}</bdi>],
  ];
  return (
    <section aria-labelledby="consent">
      <h2 class="govuk-heading-s" id="consent">
        {t("desk.story.consent")}
      </h2>
      <dl class="govuk-summary-list desk-story">
        {rows.map(([name, value]) => (
          <div class="govuk-summary-list__row" key={name}>
            <dt class="govuk-summary-list__key">{name}</dt>
            <dd class="govuk-summary-list__value">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Whom({ names }: { readonly names: readonly (string | null)[] }) {
  return (
    <ul class="desk-hours">
      {names.map((name) => (
        <li key={name ?? ""}>{name === null ? t("desk.consent.gone") : isolate(name)}</li>
      ))}
    </ul>
  );
}
