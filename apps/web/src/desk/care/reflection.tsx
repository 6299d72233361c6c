import { useSignal } from "@preact/signals";
import { addDays, daysBetween, daysLeft, fewestDays, type Reflection } from "@threshold/casework/care";
import { dayOf, t } from "../words.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { reflectionDays } from "./lists.ts";
import { answerOf } from "./said.ts";

type Doing = "begin" | "extend" | "end";

/** The clock in words, and what can be done with it: begun, made longer, ended by the person alone (IV.3). */
export function ReflectionClock({ print }: { readonly print: () => void }) {
  const { open, mayAdd } = useCare();
  const doing = useSignal<Doing | null>(null);
  const { reflection } = open.care;
  const left = reflection === null ? null : daysLeft(reflection, open.today);
  const can: readonly Doing[] = left === null ? ["begin"] : ["extend", "end"];
  const close = () => {
    doing.value = null;
  };
  return (
    <section aria-labelledby="care-reflection">
      <h2 class="govuk-heading-m" id="care-reflection">
        {t("care.reflection")}
      </h2>
      <p class="desk-care__clock">{clockWords(reflection, open.today)}</p>
      <p class="desk-quiet">{t("care.reflection.no-condition")}</p>
      {mayAdd && doing.value === null ? (
        <div class="desk-answer__buttons">
          {can.map((one) => (
            <button
              key={one}
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => {
                doing.value = one;
              }}
            >
              {t(`care.reflection.${one}`)}
            </button>
          ))}
          {left === null ? null : (
            <button type="button" class="govuk-button govuk-button--secondary" onClick={print}>
              {t("care.reflection.print")}
            </button>
          )}
        </div>
      ) : null}
      {doing.value === null ? null : <Act doing={doing.value} close={close} />}
    </section>
  );
}

/** How the period stands on a day, as a sentence. */
export function clockWords(reflection: Reflection | null, today: string): string {
  if (reflection === null) return t("care.reflection.none");
  const { from, until, endedOn } = reflection;
  const left = daysLeft(reflection, today);
  if (left === null && endedOn !== null) return t("care.reflection.ended", { day: dayOf(endedOn) });
  if (left === null) return t("care.reflection.over", { until: dayOf(until) });
  if (daysBetween(today, from) > 0) return t("care.reflection.future", { from: dayOf(from), until: dayOf(until) });
  return t("care.reflection.left", { n: left, until: dayOf(until) });
}

function Act({ doing, close }: { readonly doing: Doing; readonly close: () => void }) {
  const { open } = useCare();
  const { today, care } = open;
  const until = care.reflection?.until ?? today;
  const reason = { key: "reason", kind: "words", label: t("care.reason") } as const;
  if (doing === "begin")
    return (
      <RecordForm
        key={doing}
        id="reflection-begin"
        label={t("care.reflection.begin")}
        does={t("care.reflection.begin")}
        fields={[
          {
            ...{ key: "from", kind: "day", label: t("care.reflection.from") },
            wrong: (value) => (value === "" ? t("care.day.wrong") : undefined),
          },
          {
            ...{ key: "days", kind: "number", label: t("care.reflection.days") },
            hint: t("care.reflection.days.hint", { days: reflectionDays }),
            wrong: (value) =>
              /^\d{1,3}$/.test(value) && Number(value) >= fewestDays
                ? undefined
                : t("care.reflection.days.wrong", { least: fewestDays }),
          },
          reason,
        ]}
        first={{ from: today, days: String(reflectionDays) }}
        make={({ from = today, days, reason }) => ({
          ...{ topic: "reflection", act: { is: "started", from, days: Number(days) }, reason: answerOf(reason) },
        })}
        close={close}
      />
    );
  if (doing === "extend")
    return (
      <RecordForm
        key={doing}
        id="reflection-extend"
        label={t("care.reflection.extend")}
        does={t("care.reflection.extend")}
        fields={[
          {
            ...{ key: "until", kind: "day", label: t("care.reflection.until") },
            wrong: (value) =>
              value === "" || daysBetween(until, value) <= 0
                ? t("care.reflection.until.wrong", { until: dayOf(until) })
                : undefined,
          },
          reason,
        ]}
        first={{ until: addDays(until, fewestDays) }}
        make={(values) => ({
          ...{
            topic: "reflection",
            act: { is: "extended", until: values.until ?? until },
            reason: answerOf(values.reason),
          },
        })}
        close={close}
      />
    );
  return (
    <>
      <p class="desk-remark desk-remark--strong">{t("care.reflection.end.warn")}</p>
      <RecordForm
        key={doing}
        id="reflection-end"
        label={t("care.reflection.end")}
        does={t("care.reflection.end")}
        fields={[
          {
            ...{ key: "on", kind: "day", label: t("care.reflection.end.on") },
            wrong: (value) => (value === "" ? t("care.day.wrong") : undefined),
          },
          reason,
        ]}
        first={{ on: today }}
        make={(values) => ({
          ...{ topic: "reflection", act: { is: "ended", on: values.on ?? today }, reason: answerOf(values.reason) },
        })}
        close={close}
      />
    </>
  );
}
