import type { CaseRecord } from "@threshold/casework/care";
import { dayOf, t } from "../words.ts";
import { CallList } from "./call-list.tsx";
import { type ChildStep, country } from "./child-lists.ts";
import { type Field, RecordForm, type Values } from "./form.tsx";
import { numbersOf } from "./numbers.ts";
import { answerOf, dayOrNull, typedOf, wordsOf } from "./said.ts";

export type ChildStepRecord = Extract<CaseRecord, { topic: "child-step" }>;

const states = ["open", "done", "not-needed"] as const;
const answers = ["yes", "no", "not-known"] as const;
const ways = ["phone", "met", "written"] as const;

interface Props {
  readonly item: ChildStep;
  readonly name: string;
  readonly before: ChildStepRecord | undefined;
  readonly close: () => void;
}

/** One step of a child's case, with the question, the numbers, the people or the day that the list wants at it. */
export function StepForm({ item, name, before, close }: Props) {
  const { id, around = [] } = item;
  const said = (who: string) => typedOf(before?.around?.find((one) => one.who === who)?.said);
  return (
    <RecordForm
      id={`child-${id}`}
      label={name}
      fields={fieldsOf(item)}
      first={{
        // A day ahead is entered long before the step is done: saved as it stands, it must go on reminding.
        ...{
          state: before?.state ?? (item.ahead === undefined ? "done" : "open"),
          by: typedOf(before?.by),
          note: typedOf(before?.note),
        },
        ...{ day: before?.day ?? "", answer: before?.answer ?? "", how: before?.how ?? "phone" },
        ...Object.fromEntries(around.map((who) => [who, said(who)])),
      }}
      make={(values) => ({
        ...{ topic: "child-step", step: id, by: answerOf(values.by), note: answerOf(values.note) },
        state: states.find((one) => one === values.state) ?? "open",
        ...(item.ahead === undefined ? {} : { day: dayOrNull(values.day) }),
        ...(item.asks === undefined ? {} : { answer: answers.find((one) => one === values.answer) ?? null }),
        ...(item.tells === undefined
          ? {}
          : { how: values.state === "done" ? (ways.find((one) => one === values.how) ?? null) : null }),
        ...(around.length === 0 ? {} : { around: around.map((who) => ({ who, said: answerOf(values[who]) })) }),
      })}
      aside={(values) => <Follows item={item} values={values} />}
      close={close}
    />
  );
}

function fieldsOf({ id, tells, asks, around = [], ahead }: ChildStep): readonly Field[] {
  const asked: Field = {
    ...{ key: "answer", kind: "radios", label: t(`care-ask.${id}`) },
    options: answers.map((value) => ({ value, text: t(`care.child.${value}`) })),
  };
  const how: Field = {
    ...{ key: "how", kind: "radios", label: t("care.child.how"), when: ({ state }) => state === "done" },
    options: ways.map((value) => ({ value, text: t(`care.child.how.${value}`) })),
  };
  const day: Field = {
    ...{ key: "day", kind: "day", hint: t("care.child.day.hint") },
    label: t("care.child.day", { what: t(`care-child-day.${id}`) }),
  };
  return [
    ...(asks ? [asked] : []),
    ...around.map(
      (who): Field => ({ key: who, kind: "line", label: t(`care-around.${who}`), hint: t("care.child.around.hint") }),
    ),
    ...(ahead === undefined ? [] : [day]),
    {
      ...{ key: "state", kind: "radios", label: t("care.child.state") },
      options: states.map((value) => ({ value, text: t(`care.child.${value}`) })),
    },
    ...(tells ? [how] : []),
    { key: "by", kind: "line", label: t("care.who-by") },
    {
      ...{ key: "note", kind: "words", label: t("care.note") },
      wrong: (value, { state }) => (state === "not-needed" && value === "" ? t("care.child.why.wrong") : undefined),
    },
  ];
}

/** What follows from the answer, and whom to call. Nobody knows is as careful as yes. */
function Follows({ item: { id, asks, tells }, values }: { readonly item: ChildStep; readonly values: Values }) {
  const { answer = "" } = values;
  return (
    <>
      {asks && answer !== "" ? (
        <p class="desk-remark">{t(`care-ask-${answer === "no" ? "no" : "yes"}.${id}`)}</p>
      ) : null}
      {tells ? (
        <>
          <p class="desk-remark">{t("care.child.tells")}</p>
          <CallList numbers={numbersOf({ tell: "child" }, country)} />
        </>
      ) : null}
    </>
  );
}

/** What a step says beside its state. */
export function stepDetails({ step, by, note, day, answer, how, around }: ChildStepRecord): readonly (string | null)[] {
  return [
    day == null ? null : t("care.child.day.is", { what: t(`care-child-day.${step}`), day: dayOf(day) }),
    answer == null
      ? null
      : t("care.child.answered", { question: t(`care-ask.${step}`), answer: t(`care.child.${answer}`) }),
    answer == null ? null : t(`care-ask-${answer === "no" ? "no" : "yes"}.${step}`),
    how == null ? null : t(`care.child.how.${how}`),
    ...(around ?? []).map(({ who, said }) => {
      const words = wordsOf(said);
      return words === null ? null : t("care.child.answered", { question: t(`care-around.${who}`), answer: words });
    }),
    wordsOf(by),
    wordsOf(note),
  ];
}
