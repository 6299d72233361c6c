import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { steps } from "./lists.ts";
import { Rows } from "./rows.tsx";
import { answerOf, typedOf, wordsOf } from "./said.ts";

const states = ["begun", "done"] as const;

/** The five steps that go with the first identification: who, when, what was found (IV.2). */
export function Steps() {
  const { care } = useCare().open;
  return (
    <section aria-labelledby="care-steps">
      <h2 class="govuk-heading-m" id="care-steps">
        {t("care.steps")}
      </h2>
      <Rows
        id="step"
        rows={steps.map((id) => ({ id, name: t(`care-step.${id}`), standing: care.steps.get(id) }))}
        state={(record) => t(`care.step.${record?.state ?? "open"}`)}
        details={({ by, found }) => [wordsOf(by), wordsOf(found)]}
        form={({ id, name, standing }, close) => (
          <RecordForm
            id={`step-${id}`}
            label={name}
            fields={[
              {
                ...{ key: "state", kind: "radios", label: t("care.step.state") },
                options: states.map((value) => ({ value, text: t(`care.step.${value}`) })),
              },
              { key: "by", kind: "line", label: t("care.who-by") },
              { key: "found", kind: "words", label: t("care.step.found") },
            ]}
            first={{
              state: standing?.now.record.state ?? "done",
              ...{ by: typedOf(standing?.now.record.by), found: typedOf(standing?.now.record.found) },
            }}
            make={(values) => ({
              ...{ topic: "step", step: id, by: answerOf(values.by), found: answerOf(values.found) },
              state: states.find((one) => one === values.state) ?? "begun",
            })}
            close={close}
          />
        )}
      />
    </section>
  );
}
