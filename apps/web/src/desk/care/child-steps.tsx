import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { childSteps } from "./lists.ts";
import { Rows } from "./rows.tsx";
import { answerOf, typedOf, wordsOf } from "./said.ts";

const states = ["open", "done", "not-needed"] as const;

/** Steps of a child's case: an open one is seen here, on the list of cases, and on closing (II.5, V.4, VI.3). */
export function ChildSteps() {
  const { child, open } = useCare();
  if (!child) return null;
  return (
    <section aria-labelledby="care-child">
      <h2 class="govuk-heading-m" id="care-child">
        {t("care.child")}
      </h2>
      <p>{t("care.child.lead")}</p>
      <Rows
        id="child"
        rows={childSteps.map((id) => ({ id, name: t(`care-child.${id}`), standing: open.care.childSteps.get(id) }))}
        state={(record) => t(`care.child.${record?.state ?? "open"}`)}
        details={({ by, note }) => [wordsOf(by), wordsOf(note)]}
        form={({ id, name, standing }, close) => {
          const before = standing?.now.record;
          return (
            <RecordForm
              id={`child-${id}`}
              label={name}
              fields={[
                {
                  ...{ key: "state", kind: "radios", label: t("care.child.state") },
                  options: states.map((value) => ({ value, text: t(`care.child.${value}`) })),
                },
                { key: "by", kind: "line", label: t("care.who-by") },
                {
                  ...{ key: "note", kind: "words", label: t("care.note") },
                  wrong: (value, { state }) =>
                    state === "not-needed" && value === "" ? t("care.child.why.wrong") : undefined,
                },
              ]}
              first={{ state: before?.state ?? "done", by: typedOf(before?.by), note: typedOf(before?.note) }}
              make={(values) => ({
                ...{ topic: "child-step", step: id, by: answerOf(values.by), note: answerOf(values.note) },
                state: states.find((one) => one === values.state) ?? "open",
              })}
              close={close}
            />
          );
        }}
      />
    </section>
  );
}
