import type { Answer } from "@threshold/casework";
import { t } from "../words.ts";
import { unlookedBefore } from "./before-return.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { looks } from "./law-lists.ts";
import { needsLater, needsTonight } from "./lists.ts";
import { Rows } from "./rows.tsx";
import { answerOf, typedOf, wordsOf } from "./said.ts";

const states = ["wanted", "offered", "waiting", "given", "declined", "aside"] as const;

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
  const { child, open } = useCare();
  const { needs } = open.care;
  return (
    <Rows
      id="need"
      rows={ids.map((id) => ({ id, name: t(`care-need.${id}`), standing: needs.get(id) }))}
      state={(record) => t(`care.need.${record?.state ?? "open"}`)}
      details={({ by, note, outcome }) => [wordsOf(by), wordsOf(note), outcomeWords(outcome ?? null)]}
      form={({ id, name, standing }, close) => {
        const before = standing?.now.record.state;
        const unlooked = child && unlookedBefore(id, open.care, looks).length > 0;
        return (
          <RecordForm
            id={`need-${id}`}
            label={name}
            fields={[
              {
                ...{ key: "state", kind: "radios", label: t("care.need.state") },
                options: states.map((value) => ({ value, text: t(`care.need.${value}`) })),
              },
              { key: "by", kind: "line", label: t("care.who-by") },
              {
                ...{ key: "note", kind: "words", label: t("care.note") },
                // Never in silence, and never in the way of what is true: a child may be back already.
                wrong: (value, { state }) =>
                  unlooked && state === "given" && before !== "given" && value === typedOf(standing?.now.record.note)
                    ? t("care.child.return.wrong")
                    : undefined,
              },
              {
                ...{ key: "outcome", kind: "words", label: t("care.need.outcome") },
                when: ({ state }) => state === "given" || state === "declined",
              },
            ]}
            first={{
              state: before ?? "wanted",
              by: typedOf(standing?.now.record.by),
              note: typedOf(standing?.now.record.note),
              outcome: typedOf(standing?.now.record.outcome),
            }}
            make={(values) => ({
              ...{ topic: "need", need: id, state: states.find((one) => one === values.state) ?? "wanted" },
              ...{ by: answerOf(values.by), note: answerOf(values.note) },
              ...(values.outcome === undefined || values.outcome === "" ? {} : { outcome: answerOf(values.outcome) }),
            })}
            aside={() => (unlooked ? <p class="desk-remark">{t("care.child.return")}</p> : null)}
            close={close}
          />
        );
      }}
    />
  );
}

function outcomeWords(outcome: Answer): string | null {
  const what = wordsOf(outcome);
  return what === null ? null : t("care.need.outcome.is", { what });
}
