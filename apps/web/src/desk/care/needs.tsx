import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { needsLater, needsTonight } from "./lists.ts";
import { Rows } from "./rows.tsx";
import { answerOf, typedOf, wordsOf } from "./said.ts";

const states = ["wanted", "offered", "waiting", "given", "declined"] as const;

/** What the person needs: tonight first. Nothing here hangs on anything else. */
export function Needs() {
  return (
    <section aria-labelledby="care-needs">
      <h2 class="govuk-heading-m" id="care-needs">
        {t("care.needs")}
      </h2>
      <p class="desk-quiet">{t("care.needs.no-condition")}</p>
      <h3 class="govuk-heading-s">{t("care.needs.tonight")}</h3>
      <List ids={needsTonight} />
      <h3 class="govuk-heading-s">{t("care.needs.later")}</h3>
      <List ids={needsLater} />
    </section>
  );
}

function List({ ids }: { readonly ids: readonly string[] }) {
  const { needs } = useCare().open.care;
  return (
    <Rows
      id="need"
      rows={ids.map((id) => ({ id, name: t(`care-need.${id}`), standing: needs.get(id) }))}
      state={(record) => t(`care.need.${record?.state ?? "open"}`)}
      details={({ by, note }) => [wordsOf(by), wordsOf(note)]}
      form={({ id, name, standing }, close) => (
        <RecordForm
          id={`need-${id}`}
          label={name}
          fields={[
            {
              ...{ key: "state", kind: "radios", label: t("care.need.state") },
              options: states.map((value) => ({ value, text: t(`care.need.${value}`) })),
            },
            { key: "by", kind: "line", label: t("care.who-by") },
            { key: "note", kind: "words", label: t("care.note") },
          ]}
          first={{
            state: standing?.now.record.state ?? "wanted",
            by: typedOf(standing?.now.record.by),
            note: typedOf(standing?.now.record.note),
          }}
          make={(values) => ({
            ...{ topic: "need", need: id, state: states.find((one) => one === values.state) ?? "wanted" },
            ...{ by: answerOf(values.by), note: answerOf(values.note) },
          })}
          close={close}
        />
      )}
    />
  );
}
