import { useSignal } from "@preact/signals";
import { can } from "@threshold/casework";
import type { People } from "@threshold/contract";
import { Remark } from "../parts/notice.tsx";
import { dayOf, t } from "../words.ts";
import { declareSmallOffice } from "./changes.ts";
import type { ChangeTrouble } from "./make-change.ts";
import { ownLine } from "./state.ts";

interface Props {
  readonly known: People;
  readonly after: (why: ChangeTrouble | null, said: string) => void;
}

/** One person who keeps people and works cases at once: what that costs, and that it was said. */
export function SmallOffice({ known, after }: Props) {
  const busy = useSignal(false);
  const own = ownLine(known);
  const both = own !== undefined && can(own.roles, "keep-people") && can(own.roles, "work-cases");
  if (!both) return null;
  const here = known.members.filter((one) => one.standing !== "left");
  if (here.length > 1) return <Remark>{t("desk.people.both")}</Remark>;
  const declare = async () => {
    busy.value = true;
    after(await declareSmallOffice(), "");
    busy.value = false;
  };
  return (
    <section aria-labelledby="small-office">
      <h2 class="govuk-heading-m" id="small-office">
        {t("desk.people.small")}
      </h2>
      <p>{t("desk.people.small.is")}</p>
      <h3 class="govuk-heading-s">{t("desk.people.small.cost")}</h3>
      <ul class="govuk-list govuk-list--bullet">
        {(["lost", "alone", "absent"] as const).map((cost) => (
          <li key={cost}>{t(`desk.people.small.cost.${cost}`)}</li>
        ))}
      </ul>
      {known.smallOffice === null ? (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => void declare()}
          disabled={busy.value}
        >
          {t("desk.people.small.do")}
        </button>
      ) : (
        <p class="desk-row__quiet">{t("desk.people.small.since", { day: dayOf(known.smallOffice.slice(0, 10)) })}</p>
      )}
    </section>
  );
}
