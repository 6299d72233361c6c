import type { Missing } from "@threshold/casework/care";
import type { ComponentChildren } from "preact";
import { isolate } from "../../shared/isolate.ts";
import { since } from "../span.ts";
import { moment, said, t } from "../words.ts";
import { AlarmSteps } from "./alarm-steps.tsx";
import { CallList } from "./call-list.tsx";
import { alarmStepsOf, country } from "./child-lists.ts";
import { useCare } from "./context.ts";
import { furtherNumbers, numbersOf } from "./numbers.ts";
import { wordsOf } from "./said.ts";

interface Props {
  readonly missing: Missing;
  /** Server's clock. */
  readonly now: string;
  /** Makes the page for the police. */
  readonly page: () => void;
  readonly children: ComponentChildren;
}

/** Who works on the case sees nothing before this: how long, what to do now, whom to call. */
export function AlarmBanner({ missing, now, page, children }: Props) {
  const { child, names } = useCare();
  const steps = alarmStepsOf(child);
  const shown = steps.flatMap(({ call }) => numbersOf(call, country));
  const further = furtherNumbers(shown, country, child);
  const from = missing.since ?? missing.raised[0]?.record.at ?? now;
  return (
    <section class="desk-alarm" aria-labelledby="alarm">
      <h2 class="govuk-heading-m" id="alarm">
        {t("alarm.is")}
      </h2>
      <p class="desk-alarm__since">
        {t(missing.since === null ? "alarm.not-seen" : "alarm.seen", {
          ...{ span: said(since(from, now)), at: moment(from) },
        })}
      </p>
      {missing.raised.map(({ entry, by, record }) => {
        const note = wordsOf(record.note);
        return (
          <div key={entry}>
            {note === null ? null : <p class="desk-care__detail">{isolate(note)}</p>}
            <p class="desk-quiet">
              {t("alarm.raised-by", { name: names.get(by) ?? t("desk.timeline.somebody"), at: moment(record.at) })}
            </p>
          </div>
        );
      })}
      <p>{t(child ? "alarm.at-once" : "alarm.adult")}</p>
      <h3 class="govuk-heading-s">{t("alarm.list")}</h3>
      <AlarmSteps missing={missing} steps={steps} page={page} />
      {further.length === 0 ? null : (
        <>
          <h3 class="govuk-heading-s">{t("alarm.more-numbers")}</h3>
          <CallList numbers={further} />
        </>
      )}
      {children}
    </section>
  );
}
