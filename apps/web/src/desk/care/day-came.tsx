import { daysBetween } from "@threshold/casework/care";
import { Remark } from "../parts/notice.tsx";
import { dayOf, t } from "../words.ts";
import { childStepList } from "./child-lists.ts";
import { useCare } from "./context.ts";

/** The day that a step of a child's case was about has come: what changes from then on, and that nothing is lost (II.5). */
export function DayCame() {
  const { child, open } = useCare();
  const came = open.care.coming.filter(({ day }) => child && daysBetween(day, open.today) >= 0);
  return (
    <>
      {came.map(({ step, day }) => {
        const what = t(`care-child-day.${step}`);
        const changes = childStepList.find(({ id }) => id === step)?.changes ?? [];
        return (
          <Remark key={step} strong>
            <p>
              <strong>
                {day === open.today
                  ? t("care.changed.today", { what })
                  : t("care.changed.since", { what, day: dayOf(day) })}
              </strong>
            </p>
            <ul class="desk-list">
              {changes.map((id) => (
                <li key={id}>{t(`care-change.${id}`)}</li>
              ))}
            </ul>
          </Remark>
        );
      })}
    </>
  );
}
