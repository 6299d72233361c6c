import { useSignal } from "@preact/signals";
import { dayWords } from "../days.ts";
import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { BeforeCall } from "./reach.tsx";
import { dayOrNull } from "./said.ts";

/** Small things that somebody does by a day. */
export function Tasks() {
  const { open, names, mayAdd, busy, save } = useCare();
  const adding = useSignal(false);
  const colleagues = [...names].map(([value, text]) => ({ value, text }));
  return (
    <section aria-labelledby="care-tasks">
      <h2 class="govuk-heading-m" id="care-tasks">
        {t("care.tasks")}
      </h2>
      {open.care.tasks.size === 0 ? null : <BeforeCall care={open.care} />}
      <ul class="desk-care">
        {[...open.care.tasks].map(([id, { now }]) => (
          <li key={id} class="desk-care__row">
            <div class="desk-care__line">
              <span class="desk-care__name">
                {now.record.done ? t("care.task.is-done", { what: now.record.what }) : <bdi>{now.record.what}</bdi>}
              </span>
              <span class="desk-care__state">
                {now.record.done || now.record.by === null ? "" : dayWords(now.record.by, open.today)}
              </span>
              {mayAdd ? (
                <button
                  type="button"
                  class="desk-link"
                  disabled={busy.value}
                  onClick={() => {
                    const { v: _, at: __, ...said } = now.record;
                    void save({ ...said, done: !said.done });
                  }}
                >
                  {t(now.record.done ? "care.task.undone" : "care.task.done")}
                </button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {adding.value ? (
        <RecordForm
          id="task"
          label={t("care.task.add")}
          fields={[
            {
              ...{ key: "what", kind: "line", label: t("care.task.what") },
              wrong: (value) => (value === "" ? t("care.task.what.wrong") : undefined),
            },
            { key: "by", kind: "day", label: t("care.task.by"), hint: t("care.risk.again.hint") },
            {
              ...{ key: "owner", kind: "select", label: t("care.task.owner") },
              options: [{ value: "", text: t("care.due.nobody") }, ...colleagues],
            },
          ]}
          first={{}}
          make={(values) => ({
            ...{
              topic: "task",
              task: crypto.randomUUID(),
              what: values.what ?? "",
              by: dayOrNull(values.by),
              done: false,
            },
            owner: values.owner === undefined || values.owner === "" ? null : values.owner,
          })}
          close={() => {
            adding.value = false;
          }}
        />
      ) : mayAdd ? (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => {
            adding.value = true;
          }}
        >
          {t("care.task.add")}
        </button>
      ) : null}
    </section>
  );
}
