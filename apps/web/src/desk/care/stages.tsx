import { countryText } from "../../shared/country-text.ts";
import { t } from "../words.ts";
import { useCare } from "./context.ts";
import { RecordForm } from "./form.tsx";
import { authoritiesOf } from "./lists.ts";
import { Rows } from "./rows.tsx";
import { answerOf, typedOf, wordsOf } from "./said.ts";

const stages = ["preliminary", "specialised", "procedural", "judicial"] as const;
const outcomes = ["grounds", "confirmed", "not-now"] as const;
const other = "other";

/** A name of the country's file; ids that this country no longer has are shown as they are. */
const authorityName = (id: string): string => countryText(`authority.${id}`) ?? id;

/** Decisions by stage (IV.2): each with who, what, why, and how the person sees it. None of them ends help. */
export function Stages() {
  const { care } = useCare().open;
  return (
    <section aria-labelledby="care-stages">
      <h2 class="govuk-heading-m" id="care-stages">
        {t("care.stages")}
      </h2>
      <p class="desk-quiet">{t("care.stages.lead")}</p>
      <Rows
        id="stage"
        rows={stages.map((id) => ({ id, name: t(`care.stage.${id}`), standing: care.stages.get(id) }))}
        state={(record) => t(record === undefined ? "care.stage.open" : `care.outcome.${record.outcome}`)}
        details={({ outcome, authority, by, reason, ownView }) => [
          outcome === "not-now" ? t("care.outcome.not-now.help") : null,
          authority === null ? wordsOf(by) : authorityName(authority),
          wordsOf(reason),
          ownView === null ? null : `${t("care.stage.own-view")} ${wordsOf(ownView)}`,
        ]}
        form={({ id, name, standing }, close) => {
          const before = standing?.now.record;
          const known = authoritiesOf(id);
          return (
            <RecordForm
              id={`stage-${id}`}
              label={name}
              fields={[
                {
                  ...{ key: "outcome", kind: "radios", label: t("care.stage.outcome") },
                  options: outcomes.map((value) => ({ value, text: t(`care.outcome.${value}`) })),
                },
                {
                  ...{ key: "authority", kind: "select", label: t("care.stage.authority") },
                  options: [
                    ...known.map((value) => ({ value, text: authorityName(value) })),
                    { value: other, text: t("care.stage.authority.other") },
                  ],
                },
                {
                  ...{ key: "by", kind: "line", label: t("care.who-by") },
                  when: ({ authority }) => authority === other,
                },
                {
                  ...{ key: "reason", kind: "words", label: t("care.reason") },
                  wrong: (value) => (value === "" ? t("care.reason.wrong") : undefined),
                },
                { key: "view", kind: "words", label: t("care.stage.own-view") },
              ]}
              first={{
                ...{ outcome: before?.outcome ?? "grounds", authority: before?.authority ?? known[0] ?? other },
                ...{ by: typedOf(before?.by), reason: typedOf(before?.reason), view: typedOf(before?.ownView) },
              }}
              make={(values) => ({
                ...{ topic: "stage", stage: stages.find((one) => one === id) ?? "preliminary" },
                authority: values.authority === other ? null : (values.authority ?? null),
                by: values.authority === other ? answerOf(values.by) : null,
                outcome: outcomes.find((one) => one === values.outcome) ?? "grounds",
                ...{ reason: answerOf(values.reason), ownView: answerOf(values.view) },
              })}
              close={close}
            />
          );
        }}
      />
    </section>
  );
}
