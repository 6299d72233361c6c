import { dayIn } from "@threshold/casework/care";
import type { InboxLine } from "@threshold/contract";
import { dayWords } from "../days.ts";
import { hrefOf } from "../route.ts";
import { t } from "../words.ts";

/** The reference of another case, which leads there. */
export function CaseLink({ line }: { readonly line: InboxLine }) {
  return (
    <a class="govuk-link desk-care__name" href={hrefOf({ page: "case", id: line.case })}>
      <bdi>{line.reference}</bdi>
    </a>
  );
}

/** Whether another case is a child's, how it stands, and what is due next. */
export function CaseFacts({ line }: { readonly line: InboxLine }) {
  const today = dayIn(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  return (
    <>
      <span>{t(line.child ? "together.is-child" : "together.is-case")}</span>
      <span>{t(`desk.status.${line.status}`)}</span>
      {line.nextDue === null ? null : (
        <span class="desk-quiet">{t("care.inbox.next", { when: dayWords(line.nextDue, today) })}</span>
      )}
    </>
  );
}
