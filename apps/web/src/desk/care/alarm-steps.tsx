import { useSignal } from "@preact/signals";
import type { Missing } from "@threshold/casework/care";
import { isolate } from "../../shared/isolate.ts";
import { moment, t } from "../words.ts";
import { CallList } from "./call-list.tsx";
import { type AlarmStep, country } from "./child-lists.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { numbersOf } from "./numbers.ts";
import { answerOf, typedOf, wordsOf } from "./said.ts";

interface Props {
  readonly missing: Missing;
  readonly steps: readonly AlarmStep[];
  readonly page: () => void;
}

/** What is done at once: one press each, with who did it and when; words can be added. */
export function AlarmSteps({ missing, steps, page }: Props) {
  const adding = useSignal<string | null>(null);
  return (
    <ol class="desk-care desk-alarm__steps">
      {steps.map((step) => (
        <li key={step.id} class="desk-care__row">
          <Step
            missing={missing}
            step={step}
            adding={adding.value === step.id}
            add={(on) => {
              adding.value = on ? step.id : null;
            }}
            page={page}
          />
        </li>
      ))}
    </ol>
  );
}

interface StepProps {
  readonly missing: Missing;
  readonly step: AlarmStep;
  readonly adding: boolean;
  readonly add: (on: boolean) => void;
  readonly page: () => void;
}

function Step({ missing, step, adding, add, page }: StepProps) {
  const { names, mayAdd, busy, save } = useCare();
  const { id, call } = step;
  const name = t(`care-alarm.${id}`);
  const standing = missing.steps.get(id);
  const before = standing?.record;
  const done = before?.state === "done";
  // What is taken back, is taken back where it was said.
  const alarm = before?.alarm ?? missing.alarms[0] ?? "";
  const words = [wordsOf(before?.by ?? null), wordsOf(before?.note ?? null)];
  const press = (text: string, does: () => void, expanded?: boolean) => (
    <button
      type="button"
      class="desk-link"
      disabled={busy.value}
      aria-label={`${text}: ${name}`}
      {...(expanded === undefined ? {} : { "aria-expanded": expanded })}
      onClick={does}
    >
      {text}
    </button>
  );
  return (
    <>
      <div class="desk-care__line">
        <span class="desk-care__name">{name}</span>
        <span class="desk-care__state">{t(`care.alarm.${done ? "done" : "open"}`)}</span>
        {mayAdd
          ? press(t(done ? "alarm.undo" : "alarm.do"), () => {
              const state = done ? ("open" as const) : ("done" as const);
              void save({
                topic: "alarm-step",
                alarm,
                step: id,
                state,
                by: before?.by ?? null,
                note: before?.note ?? null,
              });
            })
          : null}
        {mayAdd ? press(t("alarm.add"), () => add(!adding), adding) : null}
      </div>
      {done ? null : <CallList numbers={numbersOf(call, country)} />}
      {step.page && mayAdd ? (
        <>
          <p class="desk-quiet">{t("alarm.page.lead")}</p>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={page}>
            {t("alarm.page")}
          </button>
        </>
      ) : null}
      {words.map((line) =>
        line === null ? null : (
          <p key={line} class="desk-care__detail">
            {isolate(line)}
          </p>
        ),
      )}
      {standing !== undefined && done ? (
        <p class="desk-quiet">
          {t("alarm.done-by", {
            name: names.get(standing.by) ?? t("desk.timeline.somebody"),
            at: moment(standing.record.at),
          })}
        </p>
      ) : null}
      {adding ? (
        <RecordForm
          id={`alarm-${id}`}
          label={name}
          fields={[
            { key: "by", kind: "line", label: t("alarm.by") },
            { key: "note", kind: "words", label: t("care.note") },
          ]}
          first={{ by: typedOf(before?.by), note: typedOf(before?.note) }}
          make={({ by, note }) => ({
            ...{ topic: "alarm-step", alarm, step: id, state: "done", by: answerOf(by), note: answerOf(note) },
          })}
          close={() => add(false)}
        />
      ) : null}
    </>
  );
}
