import { t } from "../words.ts";
import { pieces, reflectionDays } from "./lists.ts";
import { Sheet } from "./sheet.tsx";

const forHer = ["not-your-fault", "not-sent-away", "time", "help-first", "police", "you-decide", "private", "language"];

export function ToldSheet({ close }: { readonly close: () => void }) {
  return (
    <Sheet heading={t("care.told")} close={close}>
      <ToldText />
    </Sheet>
  );
}

/** What to tell, in the order it is owed, and below it the words for the person herself. Holds nothing of the case. */
export function ToldText() {
  return (
    <>
      <ol class="desk-care__numbered">
        {pieces.map((id) => (
          <li key={id}>{t(`information.${id}`)}</li>
        ))}
      </ol>
      <h3 class="govuk-heading-m">{t("rights.to-person")}</h3>
      <ul class="desk-list">
        {forHer.map((id) => (
          <li key={id}>{t(`rights.person.${id}`, { days: reflectionDays })}</li>
        ))}
      </ul>
    </>
  );
}
