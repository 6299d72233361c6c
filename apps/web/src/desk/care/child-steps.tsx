import { t } from "../words.ts";
import { childStepList } from "./child-lists.ts";
import { StepForm, stepDetails } from "./child-step.tsx";
import { useCare } from "./context.ts";
import { DayCame } from "./day-came.tsx";
import { Rows } from "./rows.tsx";

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
      <DayCame />
      <Rows
        id="child"
        rows={childStepList.map(({ id }) => ({
          ...{ id, name: t(`care-child.${id}`), standing: open.care.childSteps.get(id) },
        }))}
        state={(record) => t(`care.child.${record?.state ?? "open"}`)}
        details={stepDetails}
        form={({ id, name, standing }, close) => {
          const item = childStepList.find((one) => one.id === id);
          return item === undefined ? null : (
            <StepForm item={item} name={name} before={standing?.now.record} close={close} />
          );
        }}
      />
    </section>
  );
}
