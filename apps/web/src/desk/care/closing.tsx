import { useSignal } from "@preact/signals";
import { moment, t } from "../words.ts";
import { useCare } from "./context.ts";
import { type Field, RecordForm } from "./form.tsx";
import { closeReasons } from "./lists.ts";
import { answerOf } from "./said.ts";

/** Closing, which ends the work here and nobody's rights; and opening again. */
export function Closing() {
  const { open, names, mayAdd } = useCare();
  const doing = useSignal(false);
  const { closed } = open.care;
  const close = () => {
    doing.value = false;
  };
  return (
    <section aria-labelledby="care-close">
      <h2 class="govuk-heading-m" id="care-close">
        {t("care.close")}
      </h2>
      {closed === null ? (
        <p class="desk-quiet">{t("care.close.lead")}</p>
      ) : (
        <p>
          {t("care.closed", {
            name: names.get(closed.by) ?? t("desk.timeline.somebody"),
            at: moment(closed.record.at),
            reason: t(`care-close.${closed.record.reason}`),
          })}
        </p>
      )}
      {doing.value ? (
        closed === null ? (
          <CloseForm close={close} />
        ) : (
          <RecordForm
            id="reopen"
            label={t("care.reopen")}
            does={t("care.reopen")}
            fields={[{ key: "note", kind: "words", label: t("care.reopen.note") }]}
            first={{}}
            make={({ note }) => ({ topic: "reopened", note: answerOf(note) })}
            close={close}
          />
        )
      ) : mayAdd ? (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => {
            doing.value = true;
          }}
        >
          {t(closed === null ? "care.close" : "care.reopen")}
        </button>
      ) : null}
    </section>
  );
}

function CloseForm({ close }: { readonly close: () => void }) {
  const { open } = useCare();
  const left = open.required.filter((id) => (open.care.childSteps.get(id)?.now.record.state ?? "open") === "open");
  const unfinished = left.map(
    (id): Field => ({
      ...{ key: `step-${id}`, kind: "line", label: t("care.close.unfinished", { step: t(`care-child.${id}`) }) },
      wrong: (value) => (value === "" ? t("care.close.unfinished.wrong") : undefined),
    }),
  );
  return (
    <RecordForm
      id="close"
      label={t("care.close")}
      does={t("care.close.do")}
      fields={[
        {
          ...{ key: "reason", kind: "radios", label: t("care.close.reason") },
          options: closeReasons.map((value) => ({ value, text: t(`care-close.${value}`) })),
          wrong: (value) => (value === "" ? t("care.close.reason.wrong") : undefined),
        },
        ...unfinished,
        { key: "note", kind: "words", label: t("care.note") },
      ]}
      first={{}}
      make={(values) => ({
        ...{ topic: "closed", reason: values.reason ?? "", note: answerOf(values.note) },
        unfinished: left.map((step) => ({ step, why: values[`step-${step}`] ?? "" })),
      })}
      close={close}
    />
  );
}
